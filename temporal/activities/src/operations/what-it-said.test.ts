import { describe, expect, it } from 'vitest';
import { whatItSaid } from './what-it-said.ts';

describe('what an answer said', () => {
  it.each([
    ['{"error":"reason_code missing","field":"reason_code"}', 'reason_code missing'],
    ['{"error":{"message":"No such order"}}', 'No such order'],
    ['{"type":"x","title":"Not found","detail":"There is no order 7"}', 'There is no order 7'],
    ['Bad\n\n  gateway', 'Bad gateway'],
    ['<h1>Back soon</h1>', 'Back soon'],
    ['[1,2]', '[1,2]'],
    ['', ''],
  ])('of %s is its sentence', (text, said) => {
    expect(whatItSaid(text)).toBe(said);
  });

  it('is cut to what fits into a line', () => {
    expect(whatItSaid('x'.repeat(5_000))).toHaveLength(300);
  });
});
