import type { Approval } from '@dayshift/model';
import type { Store } from '../store.ts';
import { getOwned, updateOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

export function getApproval(store: Store, workspaceId: string, id: string): Promise<Approval> {
  return getOwned(store.approvals, workspaceId, id);
}

/** Decision and delivery live in one document, so one compare-and-set decides. */
export function updateApproval(
  store: Store,
  workspaceId: string,
  id: string,
  change: (approval: Approval) => Approval | undefined,
): Promise<{ kind: 'done' | 'unchanged'; doc: Approval }> {
  return updateOwned(store.approvals, workspaceId, id, change);
}

/** The inbox: what waits for a person, oldest due first. */
export function listOpenApprovals(
  store: Store,
  workspaceId: string,
  { playbookId, workerId, ...page }: PageRequest & { playbookId?: string; workerId?: string } = {},
): Promise<Page<Approval>> {
  return listPage(store.approvals, {
    where: within(workspaceId, { state: 'open', playbookId, workerId }),
    order: { by: 'dueAt', direction: 'ascending' },
    ...page,
  });
}

/** Questions that are no longer open, the one answered last first. */
export function listClosedApprovals(
  store: Store,
  workspaceId: string,
  page: PageRequest = {},
): Promise<Page<Approval>> {
  return listPage(store.approvals, {
    where: within(workspaceId, { state: { in: ['decided', 'applied', 'expired', 'cancelled'] } }),
    order: { by: 'changedAt', direction: 'descending' },
    ...page,
  });
}

export function listApprovalsOfRun(
  store: Store,
  workspaceId: string,
  runId: string,
  page: PageRequest = {},
): Promise<Page<Approval>> {
  return listPage(store.approvals, {
    where: within(workspaceId, { runId }),
    order: { by: 'openedAt', direction: 'ascending' },
    ...page,
  });
}

export function countOpenApprovals(store: Store, workspaceId: string): Promise<number> {
  return store.approvals.count(within(workspaceId, { state: 'open' }));
}

/** Decisions whose signal is due, or due again: for the relay alone. */
export function findDecisionsToDeliver(
  store: Store,
  workspaceId: string,
  { now, limit }: { now: number; limit: number },
): Promise<Approval[]> {
  return store.approvals.find({
    where: within(workspaceId, {
      'delivery.state': { in: ['pending', 'sent'] },
      'delivery.nextAt': { lte: now },
      state: 'decided',
    }),
    order: { by: 'delivery.nextAt', direction: 'ascending' },
    limit,
  });
}
