import type { Worker } from './documents.ts';
import type { Json } from './json.ts';

/** What expressions see as `worker`. */
export function workerVariable(worker: Worker | undefined): Json {
  if (!worker) return null;
  const { id, name, role, manager, timeZone, hours } = worker;
  return { id, name, role, manager, timeZone, hours };
}
