import { describe, expect, it } from 'vitest';
import { fieldIssues, namedFieldSchema, schemaOfFields } from './field-list.ts';

const field = (given: object) => namedFieldSchema.parse({ name: 'a', ...given });

describe('a list of named fields', () => {
  it.each([
    [
      { kind: 'number', min: 0, max: 1 },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
    [{ kind: 'number' }, { type: 'number' }],
    [
      { kind: 'number', min: 1, isRequired: false },
      { type: ['number', 'null'], minimum: 1 },
    ],
    [
      { kind: 'choice', options: ['x', 'y'] },
      { type: 'string', enum: ['x', 'y'] },
    ],
    [
      { kind: 'list', options: ['x', 'y'] },
      { type: 'array', items: { type: 'string', enum: ['x', 'y'] } },
    ],
    [
      { kind: 'list', options: [] },
      { type: 'array', items: { type: 'string' } },
    ],
  ])('says %j in its schema', (given, schema) => {
    expect(schemaOfFields([field(given)], 'null').properties).toEqual({ a: schema });
  });

  it('has no bounds that nothing can meet', () => {
    expect(fieldIssues([field({ kind: 'number', min: 2, max: 1 })], 'fields')).toEqual([
      { field: 'fields.0.max', message: 'a cannot be at least 2 and at most 1.' },
    ]);
    expect(fieldIssues([field({ kind: 'number', min: 1, max: 1 })], 'fields')).toEqual([]);
  });
});
