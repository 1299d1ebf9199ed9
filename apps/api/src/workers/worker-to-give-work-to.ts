import type { Worker } from '@dayshift/model';
import { getWorker } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { conflict } from '../server/request-error.ts';

/** A worker who can be given a playbook: one who was let go takes none. */
export async function workerToGiveWorkTo(context: ApiContext, id: string): Promise<Worker> {
  const worker = await getWorker(context.store, context.workspaceId, id);
  if (worker.leftAt === undefined) return worker;
  throw conflict('WORKER_LEFT', `${worker.name} was let go and takes no new work.`, {
    path: 'workerId',
    hint: 'Choose somebody else, or hire them again.',
  });
}
