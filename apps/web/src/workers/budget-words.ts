import type { WorkerBudget } from '@dayshift/contracts';
import { formatUsd } from '../ui/money.tsx';

/** "$0.42 of $5.00". */
export function spentOfBudget({ spentUsd, usdPerDay, unpricedCalls }: WorkerBudget): string {
  const spent = spentUsd === 0 && unpricedCalls > 0 ? 'An unknown sum' : formatUsd(spentUsd);
  return `${spent} of ${formatUsd(usdPerDay)}`;
}

/** What else has to be said about it, a sentence each. */
export function budgetNotes(budget: WorkerBudget): string[] {
  const { uncertainUsd, unpricedCalls, parkedRuns, usdPerDay } = budget;
  return [
    uncertainUsd > 0 &&
      `Up to ${formatUsd(uncertainUsd)} more: calls whose end nobody saw. They count as spent.`,
    unpricedCalls > 0 &&
      `${unpricedCalls === 1 ? '1 call' : `${unpricedCalls} calls`} of today had no known price: not in this sum, and no budget held them back.`,
    usdPerDay === 0 && parkedRuns === 0 && 'No model is asked that costs anything.',
    parkedRuns > 0 &&
      `${parkedRuns === 1 ? '1 run waits' : `${parkedRuns} runs wait`} for more. After midnight they go on by themselves.`,
  ].filter((note) => note !== false);
}
