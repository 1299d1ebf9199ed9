import type { Store } from '@dayshift/store';

/** Runs may last; one that ends today began at most this long ago to be counted. */
const longestRunMs = 14 * 24 * 3_600_000;
const hourMs = 3_600_000;

export interface WorkFigures {
  done: number;
  /** Of the finished ones: how many needed nobody. Missing when none finished. */
  aloneShare?: number;
  costUsd: number;
}

/** What was finished and spent since an instant, counted by index, of one worker or of all. */
export async function workFigures(
  of: { store: Store; workspaceId: string },
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
  const [byPerson, costs] = await Promise.all([
    of.store.runs.countBy('hadPerson', ended),
    of.store.runs.countBy('costUsd', { ...where, startedAt: { gte: since } }),
  ]);
  const done = Object.values(byPerson).reduce((sum, count) => sum + count, 0);
  const costUsd = Object.entries(costs).reduce((sum, [cost, count]) => sum + Number(cost) * count, 0);
  return { done, ...(done > 0 && { aloneShare: (byPerson.false ?? 0) / done }), costUsd };
}

/** Runs finished in each of the last twelve hours, oldest first. */
export async function finishedPerHour(
  of: { store: Store; workspaceId: string },
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
