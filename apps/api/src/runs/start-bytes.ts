import type { RunInput } from '@dayshift/model';

/** Temporal takes 2 MiB at a time; a little is left for what it adds. */
export const largestStartBytes = 2_000_000;

/** What a run is started or resumed with, as it travels. */
export function startBytes(
  of: Pick<RunInput, 'plan' | 'trigger' | 'seed' | 'seedItems' | 'inheritedKeys'>,
): number {
  return Buffer.byteLength(JSON.stringify(of));
}
