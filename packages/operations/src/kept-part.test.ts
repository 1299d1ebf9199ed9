import type { Json } from '@dayshift/model';
import { describe, expect, test } from 'vitest';
import { partOf } from './kept-part.ts';

const answer: Json = {
  data: { orders: [{ id: 1, total: 2, lines: ['…'] }, { id: 3, total: 4 }, 'odd'] },
  next: null,
};
const part = (path: string, ...fields: string[]) => partOf(answer, { path, fields });

describe('the part of an answer that is kept', () => {
  test.each([
    ['', [], answer],
    ['next', [], null],
    ['data.orders.1', [], { id: 3, total: 4 }],
    [' data . orders . 1 . id ', [], 3],
    ['data.orders', ['id', 'gone'], [{ id: 1 }, { id: 3 }, 'odd']],
    ['data.orders.0', ['id', 'total'], { id: 1, total: 2 }],
  ] as [string, string[], Json][])('by %s and %j', (path, fields, value) => {
    expect(part(path, ...fields)).toEqual({ ok: true, value });
  });

  test.each([
    ['orders', 'The answer has no “orders”. It has data, next.'],
    ['data.orders.9', '“data.orders” of the answer is a list of 3, which has no “9”.'],
    ['next.x', '“next” of the answer has no parts, so there is no “x” in it.'],
    ['constructor', 'The answer has no “constructor”. It has data, next.'],
  ])('that is not there is told about: %s', (path, message) => {
    expect(part(path)).toEqual({ ok: false, message });
  });
});
