import { valueAt } from '@dayshift/json-schema';
import { describe, expect, it } from 'vitest';
import { changeAt } from './change-at.ts';
import { choicesOf, fieldsOf, metaOf, schemaAt, wordsOf } from './form-fields.ts';
import { asHole, expressionOf } from './holes.ts';

describe('a form drawn from a schema', () => {
  const schema = {
    type: 'object',
    properties: {
      decides: {
        enum: ['alone', 'ask'],
        default: 'alone',
        title: 'Who decides',
        labels: { ask: 'Ask a person first' },
      },
      who: { type: 'string', showIf: { field: 'decides', is: ['ask'] } },
      retryLimit: { type: 'integer' },
      secret: { type: 'string', control: 'hidden' },
    },
    required: ['decides'],
  };

  it('shows fields in order and leaves out those that do not apply', () => {
    expect(fieldsOf(schema, {}).map((field) => field.path)).toEqual(['decides', 'retryLimit']);
    expect(fieldsOf(schema, { decides: 'ask' }, 'gate').map((field) => field.path)).toEqual([
      'gate.decides',
      'gate.who',
      'gate.retryLimit',
    ]);
  });

  it('needs no hints: the type says how to draw a field', () => {
    expect(metaOf({ type: 'integer' }, 'retryLimit')).toMatchObject({
      title: 'Retry limit',
      control: 'number',
    });
    expect(metaOf({ enum: ['a'] }, 'unit').control).toBe('choice');
    expect(choicesOf(schema.properties.decides, metaOf(schema.properties.decides, 'decides'))).toEqual([
      { value: 'alone', label: 'Alone' },
      { value: 'ask', label: 'Ask a person first' },
    ]);
    expect(wordsOf('just-once')).toBe('Just once');
  });

  it('finds the schema of a place, through lists and records', () => {
    const cases = { type: 'object', properties: { cases: { type: 'array', items: schema } } };
    expect(schemaAt(cases, 'cases.3.who')).toEqual(schema.properties.who);
    expect(schemaAt({ type: 'object', additionalProperties: { type: 'number' } }, 'x')).toEqual({
      type: 'number',
    });
    expect(schemaAt(cases, 'nonsense.x')).toBeUndefined();
  });
});

describe('changing a config', () => {
  const config = {
    cases: [
      { name: 'a', when: '1' },
      { name: 'b', when: '2' },
    ],
    url: 'x',
  };

  it('changes one place and shares the rest', () => {
    const after = changeAt(config, 'cases.1.when', '3');
    expect(valueAt(after, 'cases.1.when')).toBe('3');
    expect(valueAt(after, 'cases.0')).toBe(config.cases[0]);
    expect(config.cases[1]?.when).toBe('2');
  });

  it('takes list items and optional fields away, and makes the way to a new one', () => {
    expect(changeAt(config, 'cases.0', undefined)).toEqual({ cases: [{ name: 'b', when: '2' }], url: 'x' });
    expect(changeAt(config, 'url', undefined)).toEqual({ cases: config.cases });
    expect(changeAt({}, 'gate.who', 'Lead')).toEqual({ gate: { who: 'Lead' } });
  });
});

describe('fx', () => {
  it('knows a value that is one expression', () => {
    expect(expressionOf('{{ steps.load.total }}')).toBe('steps.load.total');
    expect(expressionOf('Re: {{ a }}')).toBeUndefined();
    expect(expressionOf('{{ a }} {{ b }}')).toBeUndefined();
    expect(expressionOf(4)).toBeUndefined();
    expect(expressionOf(asHole(' a + 1 '))).toBe('a + 1');
  });
});
