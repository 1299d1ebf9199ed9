import { checkValue } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { expect, test } from 'vitest';
import { keptShape } from './kept-shape.ts';

const keeps = (before: Json, after: Json) => checkValue(keptShape(before), after).length === 0;

test('an edit keeps the names and types of what was asked about', () => {
  expect(keeps({ amount: 186, to: { name: 'Ada' } }, { amount: 20, to: { name: 'Bo' } })).toBe(true);
  expect(keeps({ amount: 186 }, { amount: 20, more: 1 })).toBe(false);
  expect(keeps({ amount: 186 }, {})).toBe(false);
  expect(keeps({ amount: 186 }, { amount: '20' })).toBe(false);
  expect(keeps({ to: { name: 'Ada' } }, { to: 'Bo' })).toBe(false);
});

test('a list may get longer and shorter, with items like its own', () => {
  expect(keeps([{ sku: 'a' }, { sku: 'b' }], [{ sku: 'c' }])).toBe(true);
  expect(keeps(['a'], ['a', 'b', 'c'])).toBe(true);
  expect(keeps(['a'], [1])).toBe(false);
  expect(keeps(['a', 1], [true])).toBe(true);
  expect(keeps([], [1])).toBe(true);
});

test('what was nothing may become something', () => {
  expect(keeps({ note: null }, { note: 'late' })).toBe(true);
  expect(keeps(null, null)).toBe(true);
});
