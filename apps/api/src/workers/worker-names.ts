import { listWorkers } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/** Names of all workers by id. There are tens of them, not thousands. */
export async function workerNames({ store, workspaceId }: ApiContext): Promise<Map<string, string>> {
  const { items } = await listWorkers(store, workspaceId, { limit: 200 });
  return new Map(items.map((worker) => [worker.id, worker.name]));
}
