import { dayInZone } from '@dayshift/model';
import type { ApiContext } from '../context.ts';

/** Runs may last; one that ends today began at most this long ago to be counted. */
const longestRunMs = 14 * 24 * 3_600_000;
const hourMs = 3_600_000;

export interface WorkFigures {
  done: number;
  /** Of the finished ones: how many needed nobody. Missing when none finished. */
  aloneShare?: number;
  costUsd: number;
  /** Missing when the sum is all there is. */
  costIs?: 'partly' | 'practice';
}

/** What was finished and spent since an instant, counted by index, of one worker or of all. */
export async function workFigures(
  of: Pick<ApiContext, 'store' | 'workspaceId' | 'model'>,
  since: number,
  workerId?: string,
): Promise<WorkFigures> {
  const where = { workspaceId: of.workspaceId, ...(workerId !== undefined && { workerId }) };
  const ended = {
    ...where,
    state: 'done',
    startedAt: { gte: since - longestRunMs },
    endedAt: { gte: since },
  };
  const [byPerson, costs, isPartly] = await Promise.all([
    of.store.runs.countBy('hadPerson', ended),
    of.store.runs.countBy('costUsd', { ...where, startedAt: { gte: since } }),
    hadUnpricedCalls(of, since, workerId),
  ]);
  const done = Object.values(byPerson).reduce((sum, count) => sum + count, 0);
  const costUsd = Object.entries(costs).reduce((sum, [cost, count]) => sum + Number(cost) * count, 0);
  const costIs = isPartly ? 'partly' : of.model.isPractice && costUsd === 0 ? 'practice' : undefined;
  return {
    done,
    ...(done > 0 && { aloneShare: (byPerson.false ?? 0) / done }),
    costUsd,
    ...(costIs && { costIs }),
  };
}

/** Of a worker: whether calls were made whose price nobody knows. A day is the worker's own, so one more may be looked at. */
async function hadUnpricedCalls(
  { store, workspaceId }: Pick<ApiContext, 'store' | 'workspaceId'>,
  since: number,
  workerId: string | undefined,
): Promise<boolean> {
  if (workerId === undefined) return false;
  const days = await store.spendingDays.find({
    where: { workspaceId, workerId, day: { gte: dayInZone('UTC', since) } },
    order: { by: 'day', direction: 'descending' },
    limit: 40,
  });
  return days.some(({ unpricedCalls }) => unpricedCalls > 0);
}

/** Runs finished in each of the last twelve hours, oldest first. */
export async function finishedPerHour(
  of: Pick<ApiContext, 'store' | 'workspaceId'>,
  now: number,
  workerId: string,
): Promise<number[]> {
  const first = Math.floor(now / hourMs) * hourMs - 11 * hourMs;
  // One walk over the index instead of twelve.
  const byInstant = await of.store.runs.countBy('endedAt', {
    workspaceId: of.workspaceId,
    workerId,
    state: 'done',
    startedAt: { gte: first - longestRunMs },
    endedAt: { gte: first },
  });
  const hours = Array.from({ length: 12 }, () => 0);
  for (const [endedAt, count] of Object.entries(byInstant)) {
    const index = Math.min(11, Math.floor((Number(endedAt) - first) / hourMs));
    hours[index] = (hours[index] ?? 0) + count;
  }
  return hours;
}
