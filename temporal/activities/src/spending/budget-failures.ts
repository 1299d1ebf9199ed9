import type { Worker } from '@dayshift/model';
import { OperationFailure, refused } from '../operation-failure.ts';
import { usdInWords } from './usd-in-words.ts';

/** It does not fit today, whatever calls under way come to: the step parks, and says what lets it go on. */
export function budgetReached(worker: Worker, spentUsd: number, neededUsd: number): OperationFailure {
  const { name, budgetUsdPerDay, timeZone } = worker;
  const text =
    budgetUsdPerDay === 0
      ? `${name} has a budget of $0 a day, so no model is asked that costs anything. Raise the budget to go on.`
      : `${name} has spent ${usdInWords(spentUsd)} of ${usdInWords(budgetUsdPerDay)} today, and this call may cost up to ${usdInWords(neededUsd)}. It goes on by itself after midnight (${timeZone}), or once the budget is raised.`;
  return refused('BUDGET_REACHED', text, { budgetUsd: budgetUsdPerDay, spentUsd, neededUsd });
}

/** The rest of the budget is set aside for calls under way; what they leave is known in a moment. */
export function budgetBusy({ name }: Worker): OperationFailure {
  const text = `The rest of ${name}’s budget is set aside for calls under way; it is tried again in a moment.`;
  return new OperationFailure('BUDGET_BUSY', text, {
    isRetryable: true,
    effect: 'not-happened',
    retryAfterSeconds: 5,
  });
}
