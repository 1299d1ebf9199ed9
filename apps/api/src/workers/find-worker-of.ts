import type { Worker } from '@dayshift/model';
import { findWorker, type Store } from '@dayshift/store';

/** The worker of a playbook or run; not each has one. */
export async function findWorkerOf(
  { store, workspaceId }: { store: Store; workspaceId: string },
  of: { workerId?: string | undefined },
): Promise<Worker | undefined> {
  return of.workerId === undefined ? undefined : findWorker(store, workspaceId, of.workerId);
}
