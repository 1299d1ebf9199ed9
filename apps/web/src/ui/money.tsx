import type { RunRow, StepView, WorkerCard } from '@dayshift/contracts';

/** "$0.42"; under a cent it says so rather than "$0.00". */
export function formatUsd(usd: number): string {
  if (usd > 0 && usd < 0.005) return '< $0.01';
  return `$${usd.toFixed(2)}`;
}

const practice = 'practice, no cost';
const unknown = 'price unknown';

/** What a run cost: money, or why there is none to name. Undefined when it asked no model. */
export function costOfRun({
  costUsd,
  modelTotals,
}: Pick<RunRow, 'costUsd' | 'modelTotals'>): string | undefined {
  if (!modelTotals) return costUsd > 0 ? formatUsd(costUsd) : undefined;
  const { calls, practiceCalls, unpricedCalls } = modelTotals;
  if (calls === practiceCalls) return practice;
  if (unpricedCalls === 0) return formatUsd(costUsd);
  return costUsd > 0 ? `${formatUsd(costUsd)} and more, ${unknown}` : unknown;
}

/** The same of one step. */
export function costOfStep({ costUsd, usage }: Pick<StepView, 'costUsd' | 'usage'>): string | undefined {
  if (usage?.isPractice) return practice;
  if (usage?.isUnpriced) return unknown;
  return costUsd !== undefined && costUsd > 0 ? formatUsd(costUsd) : undefined;
}

/** The same of many runs together, in the room of a number. */
export function sumInShort({ costUsd, costIs }: Pick<WorkerCard['today'], 'costUsd' | 'costIs'>): string {
  if (costIs === 'practice') return 'none';
  if (costIs === 'partly') return costUsd > 0 ? `> ${formatUsd(costUsd)}` : 'unknown';
  return formatUsd(costUsd);
}

/** What a run cost, in a table's cell. */
export function RunCost({ run }: { run: Pick<RunRow, 'costUsd' | 'modelTotals'> }) {
  const words = costOfRun(run) ?? '–';
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }} title={words}>
      {words}
    </span>
  );
}
