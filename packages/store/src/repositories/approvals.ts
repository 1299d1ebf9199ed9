import type { Approval } from '@dayshift/model';
import { CursorError } from '../errors.ts';
import type { Condition } from '../port.ts';
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

/** Which open questions a list is about. */
export interface Waiting {
  /** Assignees as they are written in the questions. */
  assignees: readonly string[];
  /** What is due before this instant presses; ms since 1970. */
  pressingBefore: number;
}

/** A query names no more values; a playbook that asks somebody else of every customer must not break the list. */
const mostAssignees = 1_000;

/**
 * What waits, in the order a person should take it: what is due soon by its deadline, then everything else by age, with
 * or without a deadline. The cursor carries the instant, so that the border between the two stays while pages are read.
 */
export async function listWaitingApprovals(
  store: Store,
  workspaceId: string,
  { assignees, pressingBefore, cursor, limit = 50 }: Waiting & PageRequest,
): Promise<Page<Approval>> {
  if (assignees.length === 0) return { items: [] };
  const place = cursor ? placeOf(cursor) : { part: 'pressing', before: pressingBefore, cursor: undefined };
  const where = (dueAt: Condition) =>
    within(workspaceId, { state: 'open', assignee: { in: assignees.slice(0, mostAssignees) }, dueAt });
  const pressing =
    place.part === 'pressing'
      ? await listPage(store.approvals, {
          where: where({ lt: place.before }),
          order: { by: 'dueAt', direction: 'ascending' },
          cursor: place.cursor,
          limit,
        })
      : { items: [] };
  if (pressing.nextCursor)
    return { ...pressing, nextCursor: `pressing ${place.before} ${pressing.nextCursor}` };
  const left = Math.min(limit, 200) - pressing.items.length;
  const rest = await listPage(store.approvals, {
    where: where({ gte: place.before }),
    order: { by: 'openedAt', direction: 'ascending' },
    cursor: place.part === 'rest' ? place.cursor : undefined,
    limit: Math.max(1, left),
  });
  if (left === 0)
    return { ...pressing, ...(rest.items.length > 0 && { nextCursor: `rest ${place.before} ` }) };
  return {
    items: [...pressing.items, ...rest.items],
    ...(rest.nextCursor && { nextCursor: `rest ${place.before} ${rest.nextCursor}` }),
  };
}

function placeOf(text: string): { part: string; before: number; cursor: string | undefined } {
  const [, part = '', before = '', cursor = ''] = /^(pressing|rest) (\d{1,16}) (.*)$/.exec(text) ?? [];
  if (part === '')
    throw new CursorError('The cursor is not one that this list gave: begin again at the first page.');
  return { part, before: Number(before), cursor: cursor === '' ? undefined : cursor };
}

/** How many questions are open, by whom they are for. */
export function countOpenByAssignee(store: Store, workspaceId: string): Promise<Record<string, number>> {
  return store.approvals.countBy('assignee', within(workspaceId, { state: 'open' }));
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
