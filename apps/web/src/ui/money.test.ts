import { expect, it } from 'vitest';
import { costOfRun, costOfStep, formatUsd, sumInShort } from './money.tsx';

const totals = { calls: 2, inputTokens: 10, outputTokens: 5, practiceCalls: 0, unpricedCalls: 0 };

it.each([
  [{ costUsd: 0 }, undefined],
  [{ costUsd: 0.42 }, '$0.42'],
  [{ costUsd: 0, modelTotals: { ...totals, practiceCalls: 2 } }, 'practice, no cost'],
  [{ costUsd: 0, modelTotals: { ...totals, unpricedCalls: 2 } }, 'price unknown'],
  [{ costUsd: 0.42, modelTotals: { ...totals, unpricedCalls: 1 } }, '$0.42 and more, price unknown'],
  [{ costUsd: 0.0001, modelTotals: totals }, '< $0.01'],
])('a run with %j cost %j', (run, words) => {
  expect(costOfRun(run)).toBe(words);
});

const usage = { model: 'm', inputTokens: 1, outputTokens: 1 };
it.each([
  [{}, undefined],
  [{ costUsd: 0, usage: { ...usage, isPractice: true } }, 'practice, no cost'],
  [{ usage: { ...usage, isUnpriced: true } }, 'price unknown'],
  [{ costUsd: 0.1, usage }, '$0.10'],
])('a step with %j cost %j', (step, words) => {
  expect(costOfStep(step)).toBe(words);
});

it('a sum says when it is not all of it', () => {
  expect(sumInShort({ costUsd: 0, costIs: 'practice' })).toBe('none');
  expect(sumInShort({ costUsd: 0, costIs: 'partly' })).toBe('unknown');
  expect(sumInShort({ costUsd: 1, costIs: 'partly' })).toBe('> $1.00');
  expect(sumInShort({ costUsd: 1 })).toBe('$1.00');
  expect(formatUsd(0.001)).toBe('< $0.01');
});
