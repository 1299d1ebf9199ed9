import { readFileSync } from 'node:fs';
import { canCountCpu, processTree } from './process-tree.ts';

/** The Temporal server that a running product has started, by process id; 0 where processes cannot be looked into. */
export function temporalServerOf(productPid: number): number {
  if (!canCountCpu) return 0;
  const found = processTree(productPid).find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start-dev'),
  );
  if (found === undefined) throw new Error('The product runs no Temporal server of its own.');
  return found;
}
