import { describe, expect, it } from 'vitest';
import { asJsonKind, freeName, jsonKindOf, readJsonText, renamed } from './json-kind.ts';

describe('a body as named fields', () => {
  it('knows what each value is, and keeps what it can when it becomes something else', () => {
    expect([null, 'a', 1, true, [], {}].map(jsonKindOf)).toEqual([
      'nothing',
      'text',
      'number',
      'yes-no',
      'list',
      'fields',
    ]);
    expect(asJsonKind('49', 'number')).toBe(49);
    expect(asJsonKind(49, 'text')).toBe('49');
    expect(asJsonKind('a', 'list')).toEqual(['a']);
    expect(asJsonKind({ a: 1 }, 'fields')).toEqual({ a: 1 });
  });

  it('renames a field in its place, and never swallows another one', () => {
    expect(Object.keys(renamed({ a: 1, b: 2, c: 3 }, 'b', 'x'))).toEqual(['a', 'x', 'c']);
    expect(renamed({ a: 1, b: 2 }, 'b', 'a')).toEqual({ a: 1, b: 2 });
    expect(freeName(['name', 'name_2'])).toBe('name_3');
  });
});

describe('a body as text', () => {
  it('is JSON, or one value alone', () => {
    expect(readJsonText(' {"a": [1]} ', true)).toEqual({ ok: true, value: { a: [1] } });
    expect(readJsonText('{{ {"a": 1} }}', true)).toEqual({ ok: true, value: '{{ {"a": 1} }}' });
    expect(readJsonText('', true)).toEqual({ ok: true, value: undefined });
  });
  it('says why it cannot be read', () => {
    expect(readJsonText('{"a": }', true)).toMatchObject({ ok: false });
    expect(readJsonText('{{ a }} and {{ b }}', true)).toMatchObject({ ok: false });
    expect(readJsonText('{{ a }}', false)).toMatchObject({ ok: false });
  });
});
