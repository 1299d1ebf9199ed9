import type { JsonSchema } from '@dayshift/model';
import { expect, test } from 'vitest';
import { emptyValue } from './empty-value.ts';

test('a new value has the defaults, and something empty for what must be there', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      count: { type: 'integer' },
      unit: { enum: ['hours', 'days'] },
      on: { type: 'boolean', default: true },
      note: { type: 'string' },
      due: { type: ['string', 'null'] },
      inner: { type: 'object', properties: { list: { type: 'array' } }, required: ['list'] },
      either: { anyOf: [{ type: 'number' }, { type: 'string' }] },
    },
    required: ['name', 'count', 'unit', 'due', 'inner', 'either'],
  };
  expect(emptyValue(schema)).toEqual({
    name: '',
    count: 0,
    unit: 'hours',
    on: true,
    due: null,
    inner: { list: [] },
    either: 0,
  });
});

test('a default is a copy: changing one new item changes no other', () => {
  const schema = { default: { tags: ['a'] } };
  const first = emptyValue(schema) as { tags: string[] };
  first.tags.push('b');
  expect(emptyValue(schema)).toEqual({ tags: ['a'] });
});
