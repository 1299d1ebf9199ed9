import type { RunRow } from '@dayshift/contracts';

/** Runs that one fix would help. */
export interface Cause {
  /** The newest of them: resuming begins there. */
  run: RunRow;
  /** All of them, also those that are not on the page. */
  count: number;
}

/** What several runs of the list have in common, most runs first. */
export function sharedCauses(runs: readonly RunRow[]): Cause[] {
  const byCause = new Map<string, Cause>();
  for (const run of runs) {
    if (run.trouble === undefined || run.sameCause === 0) continue;
    const { nodeId, code } = run.trouble;
    const cause = `${run.playbookId}|${nodeId}|${code}`;
    const known = byCause.get(cause);
    if (known === undefined) byCause.set(cause, { run, count: run.sameCause + 1 });
    // A stuck run goes on in place; a failed one is only copied from. Begin with the one that is still open.
    else if (known.run.state === 'failed' && run.state === 'stuck') known.run = run;
  }
  return [...byCause.values()].sort((left, right) => right.count - left.count);
}
