import type { RunRow } from '@dayshift/contracts';

export interface StuckGroup {
  /** The one shown, with its *Fix and resume*. */
  run: RunRow;
  /** Others that are stuck for the same reason: one fix helps them all. */
  others: number;
}

/** One row per cause: forty runs stuck on the same missing field are one thing to do. */
export function groupStuck(runs: RunRow[]): StuckGroup[] {
  const groups = new Map<string, StuckGroup>();
  for (const run of runs) {
    const cause = run.trouble
      ? `${run.playbookId}|${run.trouble.nodeId}|${run.trouble.code}`
      : `run|${run.id}`;
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, { run, others: run.sameCause });
    else group.others = Math.max(group.others, run.sameCause);
  }
  return [...groups.values()];
}
