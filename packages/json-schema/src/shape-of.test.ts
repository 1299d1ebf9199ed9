import { expect, test } from 'vitest';
import { shapeOf } from './shape-of.ts';

test('the schema says the shape where it can', () => {
  expect(shapeOf({ type: 'string', maxLength: 5 }, 'a')).toEqual({ type: 'string', maxLength: 5 });
});

test('any JSON takes the shape of the value that is there', () => {
  expect(shapeOf({}, { order: '1', amount: 2, tags: ['a'], urgent: true })).toEqual({
    type: 'object',
    properties: {
      order: { type: 'string' },
      amount: { type: 'number' },
      tags: { type: 'array', items: { type: 'string' } },
      urgent: { type: 'boolean' },
    },
  });
});

test('a union takes the shape of the value that is there', () => {
  expect(shapeOf({ anyOf: [{ type: 'string' }, { type: 'number' }] }, 3)).toEqual({ type: 'number' });
});
