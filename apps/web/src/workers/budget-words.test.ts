import { expect, test } from 'vitest';
import { budgetNotes, spentOfBudget } from './budget-words.ts';

const budget = { usdPerDay: 5, spentUsd: 0.42, uncertainUsd: 0, unpricedCalls: 0, parkedRuns: 0 };

test('a budget says what was spent of it, and no zero for what nobody knows', () => {
  expect(spentOfBudget(budget)).toBe('$0.42 of $5.00');
  expect(spentOfBudget({ ...budget, spentUsd: 0, unpricedCalls: 2 })).toBe('An unknown sum of $5.00');
});

test('a budget says what it cannot hold back, what nobody saw the end of, and what it keeps waiting', () => {
  expect(budgetNotes(budget)).toEqual([]);
  expect(budgetNotes({ ...budget, unpricedCalls: 1, uncertainUsd: 0.05, parkedRuns: 3 })).toEqual([
    'Up to $0.05 more: calls whose end nobody saw. They count as spent.',
    '1 call of today had no known price: not in this sum, and no budget held them back.',
    '3 runs wait for more. After midnight they go on by themselves.',
  ]);
  expect(budgetNotes({ ...budget, usdPerDay: 0 })).toEqual(['No model is asked that costs anything.']);
});
