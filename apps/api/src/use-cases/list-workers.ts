import type { WorkerCard } from '@dayshift/contracts';
import { listWorkers as pageOfWorkers } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { workerCard } from '../workers/worker-card.ts';

/** All workers, the one hired first first. */
export async function listWorkers(context: ApiContext, dayStart: number): Promise<{ items: WorkerCard[] }> {
  const { items } = await pageOfWorkers(context.store, context.workspaceId, { limit: 200 });
  return { items: await Promise.all(items.map((worker) => workerCard(context, worker, dayStart))) };
}
