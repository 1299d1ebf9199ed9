import type { Port } from './node-type.ts';

export const donePort: Port = { name: 'done', isError: false, hasOutput: true };

/** Taken when the step is out of retries; without an arrow from it the run stops here and waits for a person. */
export const errorPort: Port = { name: 'error', label: 'if it fails', isError: true, hasOutput: false };

export const triggerPort: Port = { name: 'out', isError: false, hasOutput: true };

export function branchPort(name: string, label: string, hasOutput = true): Port {
  return { name, label, isError: false, hasOutput };
}
