import type { ModelUsage, SpendingDay } from '@dayshift/model';
import type { Store } from '../store.ts';
import { update } from '../update.ts';
import { findOwned } from './owned.ts';
import { checkedWorkspace } from './workspace.ts';

/** One worker on one day of its own time zone. */
export interface WorkerDay {
  workspaceId: string;
  workerId: string;
  day: string;
}

export type Reserved =
  | { kind: 'reserved' }
  /** It would fit if calls under way turn out cheaper than they could be. */
  | { kind: 'busy' }
  /** It cannot fit today, whatever those come to. */
  | { kind: 'reached'; spentUsd: number };

/** What a worker spent on a day; undefined when it was nothing. */
export function findSpendingDay(store: Store, of: WorkerDay): Promise<SpendingDay | undefined> {
  return findOwned(store.spendingDays, of.workspaceId, idOf(of));
}

/** Twenty times a cent is a little more than twenty cents, in floating point. */
const lostInSums = 1e-9;

/** What is spent, or has to be counted as spent because nobody saw the end of it. */
export function countedUsd(day: SpendingDay | undefined): number {
  return day ? day.spentUsd + day.uncertainUsd : 0;
}

/**
 * Sets aside the most a call can cost, if the budget has room for it. Atomic over all processes. `token` names this one
 * request; another one of the same `call` that was never settled died with its host, and counts as spent in full.
 */
export async function reserveSpending(
  store: Store,
  of: WorkerDay,
  request: { call: string; token: string; usd: number; budgetUsd: number; now: number; until: number },
): Promise<Reserved> {
  await open(store, of);
  let outcome: Reserved = { kind: 'busy' };
  await update(store.spendingDays, idOf(of), (stored) => {
    const { day, isChanged } = withoutLost(stored, request);
    const counted = countedUsd(day);
    const underWay = Object.values(day.reserved).reduce((sum, { usd }) => sum + usd, 0);
    const budgetUsd = request.budgetUsd + lostInSums;
    if (counted + request.usd > budgetUsd) {
      outcome = { kind: 'reached', spentUsd: counted };
      return isChanged ? day : undefined;
    }
    if (counted + underWay + request.usd > budgetUsd) {
      outcome = { kind: 'busy' };
      return isChanged ? day : undefined;
    }
    outcome = { kind: 'reserved' };
    const reserved = { ...day.reserved, [nameOf(request)]: { usd: request.usd, until: request.until } };
    return { ...day, reserved };
  });
  return outcome;
}

/** What a reserved call came to. Without a sum nobody knows, so all of it stays counted. The second time does nothing. */
export async function settleSpending(
  store: Store,
  of: WorkerDay,
  request: { call: string; token: string },
  took: { usd: number | undefined; usage: ModelUsage } | 'nothing',
): Promise<void> {
  await update(store.spendingDays, idOf(of), (day) => {
    const { [nameOf(request)]: mine, ...reserved } = day.reserved;
    if (!mine) return undefined;
    if (took === 'nothing') return { ...day, reserved };
    const sums =
      took.usd === undefined
        ? { uncertainUsd: day.uncertainUsd + mine.usd }
        : { spentUsd: day.spentUsd + took.usd };
    return { ...counted(day, took.usage), ...sums, reserved };
  });
}

/** Counts a call that nothing was reserved for, because its price is not known. */
export async function countUnpriced(store: Store, of: WorkerDay, usage: ModelUsage): Promise<void> {
  await open(store, of);
  await update(store.spendingDays, idOf(of), (day) => counted(day, usage));
}

function counted(day: SpendingDay, usage: ModelUsage): SpendingDay {
  return {
    ...day,
    calls: day.calls + 1,
    inputTokens: day.inputTokens + usage.inputTokens,
    outputTokens: day.outputTokens + usage.outputTokens,
    unpricedCalls: day.unpricedCalls + Number(usage.isUnpriced ?? false),
  };
}

/** Reservations nobody will settle any more: of an earlier attempt at this call, or past their time. */
function withoutLost(
  day: SpendingDay,
  { call, now }: { call: string; now: number },
): { day: SpendingDay; isChanged: boolean } {
  const entries = Object.entries(day.reserved);
  const lost = entries.filter(([name, { until }]) => name.startsWith(`${call}~`) || until < now);
  if (lost.length === 0) return { day, isChanged: false };
  const uncertainUsd = lost.reduce((sum, [, { usd }]) => sum + usd, day.uncertainUsd);
  const reserved = Object.fromEntries(entries.filter((entry) => !lost.includes(entry)));
  return { day: { ...day, uncertainUsd, reserved }, isChanged: true };
}

async function open(store: Store, of: WorkerDay): Promise<void> {
  if (await store.spendingDays.get(idOf(of))) return;
  await store.spendingDays.insert({
    id: idOf(of),
    workspaceId: of.workspaceId,
    workerId: of.workerId,
    day: of.day,
    spentUsd: 0,
    uncertainUsd: 0,
    reserved: {},
    calls: 0,
    inputTokens: 0,
    outputTokens: 0,
    unpricedCalls: 0,
  });
}

function nameOf({ call, token }: { call: string; token: string }): string {
  return `${call}~${token}`;
}

function idOf({ workspaceId, workerId, day }: WorkerDay): string {
  return `${checkedWorkspace(workspaceId)}:${workerId}:${day}`;
}
