import type { Worker } from '@dayshift/model';
import type { Store } from '../store.ts';
import { findOwned, getOwned, updateOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

export function findWorker(store: Store, workspaceId: string, id: string): Promise<Worker | undefined> {
  return findOwned(store.workers, workspaceId, id);
}

export function getWorker(store: Store, workspaceId: string, id: string): Promise<Worker> {
  return getOwned(store.workers, workspaceId, id);
}

export function updateWorker(
  store: Store,
  workspaceId: string,
  id: string,
  change: (worker: Worker) => Worker | undefined,
): Promise<{ kind: 'done' | 'unchanged'; doc: Worker }> {
  return updateOwned(store.workers, workspaceId, id, change);
}

/** Workers, the one hired first first. */
export function listWorkers(
  store: Store,
  workspaceId: string,
  page: PageRequest = {},
): Promise<Page<Worker>> {
  return listPage(store.workers, {
    where: within(workspaceId),
    order: { by: 'hiredAt', direction: 'ascending' },
    ...page,
  });
}
