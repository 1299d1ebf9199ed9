import type { Run, RunStateName } from '@dayshift/model';
import type { Order } from '../port.ts';
import type { Store } from '../store.ts';
import { findOwned, getOwned } from './owned.ts';
import { fromCursor, listPage, type Page, type PageRequest, toCursor } from './page.ts';
import { within } from './workspace.ts';

export interface RunFilter {
  workerId?: string | undefined;
  playbookId?: string | undefined;
  states?: readonly RunStateName[] | undefined;
  /** Instants: begun at or after, and before. */
  startedFrom?: number | undefined;
  startedBefore?: number | undefined;
  /** Stuck and failed runs of one cause. */
  cause?: string | undefined;
  /** Part of the title or the playbook's name, in any case. */
  text?: string | undefined;
}

const newestFirst: Order = { by: 'startedAt', direction: 'descending' };

export function findRun(store: Store, workspaceId: string, id: string): Promise<Run | undefined> {
  return findOwned(store.runs, workspaceId, id);
}

export function getRun(store: Store, workspaceId: string, id: string): Promise<Run> {
  return getOwned(store.runs, workspaceId, id);
}

/** Runs, newest first. */
export async function listRuns(
  store: Store,
  workspaceId: string,
  { text, ...filter }: RunFilter & PageRequest = {},
): Promise<Page<Run>> {
  const { workerId, playbookId, cause, states, startedFrom, startedBefore, cursor, limit = 50 } = filter;
  const startedAt = {
    ...(startedFrom !== undefined && { gte: startedFrom }),
    ...(startedBefore !== undefined && { lt: startedBefore }),
  };
  const where = within(workspaceId, {
    workerId,
    playbookId,
    cause,
    state: states && { in: states },
    startedAt: Object.keys(startedAt).length > 0 ? startedAt : undefined,
  });
  if (!text) return listPage(store.runs, { where, order: newestFirst, cursor, limit });
  return searchRuns(store, { where, text, cursor, limit });
}

export function countRunsByState(store: Store, workspaceId: string): Promise<Record<string, number>> {
  return store.runs.countBy('state', within(workspaceId));
}

/** A run that is over may still change, as when another one goes on from it: some more are read than are asked for. */
const mostChangedSince = 30;

/** Runs that are done, the one that finished last first. */
export async function listFinishedRuns(store: Store, workspaceId: string, limit: number): Promise<Run[]> {
  const found = await store.runs.find({
    where: within(workspaceId, { isOpen: false, state: { in: ['done'] } }),
    order: { by: 'changedAt', direction: 'descending' },
    limit: limit + mostChangedSince,
  });
  return found
    .toSorted((left, right) => (right.endedAt ?? right.changedAt) - (left.endedAt ?? left.changedAt))
    .slice(0, limit);
}

/** Open runs that nothing was heard of since an instant, the quietest first: for the reconciler alone. */
export function listQuietRuns(
  store: Store,
  workspaceId: string,
  { since, ...page }: PageRequest & { since: number },
): Promise<Page<Run>> {
  return listPage(store.runs, {
    where: within(workspaceId, { isOpen: true, changedAt: { lt: since } }),
    order: { by: 'changedAt', direction: 'ascending' },
    ...page,
  });
}

const batch = 200;
/** A search that finds nothing reads this many runs and answers with a cursor; the reader may go on from there. */
const mostReadAtOnce = 2000;

/** No index serves a part of a text, so runs are read in order, within bounds, until the page is full. */
async function searchRuns(
  store: Store,
  {
    where,
    text,
    cursor,
    limit,
  }: { where: ReturnType<typeof within>; text: string; cursor: string | undefined; limit: number },
): Promise<Page<Run>> {
  const wanted = text.toLocaleLowerCase();
  const size = Math.max(1, Math.min(200, Math.trunc(limit)));
  const items: Run[] = [];
  let last = cursor;
  for (let read = 0; read < mostReadAtOnce; read += batch) {
    const after = last ? fromCursor(last) : undefined;
    const runs = await store.runs.find({ where, order: newestFirst, ...(after && { after }), limit: batch });
    for (const run of runs) {
      if (`${run.title}\n${run.playbookName}`.toLocaleLowerCase().includes(wanted)) items.push(run);
      last = toCursor(run, newestFirst);
      if (items.length === size) return { items, nextCursor: last };
    }
    if (runs.length < batch) return { items };
  }
  return last ? { items, nextCursor: last } : { items };
}
