import type { Home } from '@dayshift/contracts';
import { formatShare } from '../ui/format-share.ts';
import { formatUsd } from '../ui/money.tsx';

/** The one headline: what waits for a person, exceptions included. */
export function homeHeadline({ waitingCount, stuckCount, workers }: Home): string {
  const parts = [
    waitingCount > 0 &&
      (waitingCount === 1 ? '1 decision waits for you.' : `${waitingCount} decisions wait for you.`),
    stuckCount > 0 && (stuckCount === 1 ? '1 run is stuck.' : `${stuckCount} runs are stuck.`),
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join(' ');
  const working = workers.filter(({ state }) => state === 'working').map(({ name }) => name);
  if (working.length === 0) return 'Nothing waits for you.';
  return `Nothing waits for you. ${listNames(working)} ${working.length === 1 ? 'is' : 'are'} working.`;
}

/** The second line: what was done today, how much of it alone, and what it cost. */
export function homeSummary({ today }: Home): string {
  const { done, aloneShare } = today;
  const spent = spentSentence(today);
  if (done === 0) return `Nothing finished since midnight yet. ${spent}`;
  const jobs =
    done === 1 ? '1 job done since midnight' : `${done.toLocaleString('en-GB')} jobs done since midnight`;
  const alone = aloneShare === undefined ? '' : `, ${formatShare(aloneShare)} of them without you`;
  return `${jobs}${alone}. ${spent}`;
}

function spentSentence({ costUsd, costIs, budgetUsd }: Home['today']): string {
  if (costIs === 'practice') return 'The practice model costs nothing.';
  const of = budgetUsd > 0 ? ` of ${formatUsd(budgetUsd)}` : '';
  if (costIs !== 'partly') return `Spent ${formatUsd(costUsd)}${of} today.`;
  return `Spent ${costUsd > 0 ? `${formatUsd(costUsd)} and more` : 'an unknown sum'}${of} today: a model has no known price.`;
}

export function listNames(names: string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
