import type { RunRow } from '@dayshift/contracts';

/** What tells most: the newest run that ended well on a published version, else any that did, else the newest. */
export function runToCompareWith(others: readonly RunRow[]): RunRow | undefined {
  const done = others.filter(({ state }) => state === 'done');
  return done.find(({ version }) => version > 0) ?? done[0] ?? others[0];
}
