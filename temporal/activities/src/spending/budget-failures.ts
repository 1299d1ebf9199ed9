import { budgetReachedCode, type Worker } from '@dayshift/model';
import { OperationFailure, refused } from '../operation-failure.ts';
import { usdInWords } from './usd-in-words.ts';

/**
 * It does not fit today, whatever calls under way come to: the step parks, and says what lets it go on. The test of one step
 * fails instead: whoever tests is there to press again.
 */
export function budgetReached(
  worker: Worker,
  { spentUsd, neededUsd, isTest }: { spentUsd: number; neededUsd: number; isTest: boolean },
): OperationFailure {
  const { name, budgetUsdPerDay, timeZone } = worker;
  const state =
    budgetUsdPerDay === 0
      ? `${name} has a budget of $0 a day, so no model is asked that costs anything.`
      : `${name} has spent ${usdInWords(spentUsd)} of ${usdInWords(budgetUsdPerDay)} today, and this call may cost up to ${usdInWords(neededUsd)}.`;
  const details = { budgetUsd: budgetUsdPerDay, spentUsd, neededUsd };
  if (isTest || budgetUsdPerDay === 0) {
    const text = `${state} Raise the budget to go on.`;
    return refused(isTest ? 'BUDGET_USED_UP' : budgetReachedCode, text, details);
  }
  const text = `${state} It goes on by itself after midnight (${timeZone}), or once the budget is raised.`;
  return refused(budgetReachedCode, text, details);
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
