import { expect, test } from 'vitest';
import { conditionInWords } from './summary.ts';

test.each([
  ['steps.understand.amount > 50', 'amount > 50'],
  ['trigger.total > 500 && trigger.currency == "EUR"', 'total > 500 && currency == "EUR"'],
  ['item.steps > 3', 'item.steps > 3'],
])('a card says the condition %s as “%s”', (condition, words) => {
  expect(conditionInWords(condition)).toBe(words);
});
