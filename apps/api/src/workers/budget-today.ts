import type { WorkerBudget } from '@dayshift/contracts';
import { budgetReachedCode, dayInZone, type Worker } from '@dayshift/model';
import { findSpendingDay } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { runsStuckOn } from '../going-on/go-on.ts';

/** What a worker spent on models today, where it works, and what that kept waiting. */
export async function budgetToday(context: ApiContext, worker: Worker): Promise<WorkerBudget> {
  const { store, workspaceId } = context;
  const day = dayInZone(worker.timeZone, context.now());
  const [spending, parked] = await Promise.all([
    findSpendingDay(store, { workspaceId, workerId: worker.id, day }),
    runsStuckOn(context, [budgetReachedCode], worker.id),
  ]);
  return {
    usdPerDay: worker.budgetUsdPerDay,
    spentUsd: spending?.spentUsd ?? 0,
    uncertainUsd: spending?.uncertainUsd ?? 0,
    unpricedCalls: spending?.unpricedCalls ?? 0,
    parkedRuns: parked.length,
  };
}
