import type { Deliverable } from '@dayshift/model';
import type { Store } from '../store.ts';
import { getOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

export function getDeliverable(store: Store, workspaceId: string, id: string): Promise<Deliverable> {
  return getOwned(store.deliverables, workspaceId, id);
}

/** Deliverables, newest first. */
export function listDeliverables(
  store: Store,
  workspaceId: string,
  { workerId, playbookId, ...page }: PageRequest & { workerId?: string; playbookId?: string } = {},
): Promise<Page<Deliverable>> {
  return listPage(store.deliverables, {
    where: within(workspaceId, { workerId, playbookId }),
    order: { by: 'createdAt', direction: 'descending' },
    ...page,
  });
}

export function listDeliverablesOfRun(
  store: Store,
  workspaceId: string,
  runId: string,
  page: PageRequest = {},
): Promise<Page<Deliverable>> {
  return listPage(store.deliverables, {
    where: within(workspaceId, { runId }),
    order: { by: 'createdAt', direction: 'ascending' },
    ...page,
  });
}

/** All versions of one path, newest first. */
export function listVersionsOfDeliverable(
  store: Store,
  workspaceId: string,
  path: string,
  page: PageRequest = {},
): Promise<Page<Deliverable>> {
  return listPage(store.deliverables, {
    where: within(workspaceId, { path }),
    order: { by: 'version', direction: 'descending' },
    ...page,
  });
}
