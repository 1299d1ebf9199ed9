import { budgetReachedCode, dayInZone, type Run, type Worker } from '@dayshift/model';
import { findWorker } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { goOn, runsStuckOn } from './go-on.ts';

const codes = [budgetReachedCode];
const mostAtOnce = 50;

/**
 * Lets runs go on that stopped at a budget: at the start of its worker's next day, and after a raise. Which of the two it
 * was is read from when the run came to a stand, so that a crash between a raise and its runs is made up for.
 */
export async function goOnWithinBudget(context: ApiContext, workerId?: string): Promise<number> {
  const workers = new Map<string, Worker | undefined>();
  let count = 0;
  for (const run of await runsStuckOn(context, codes, workerId)) {
    if (count >= mostAtOnce) break;
    const id = run.workerId ?? '';
    if (!workers.has(id)) workers.set(id, await findWorker(context.store, context.workspaceId, id));
    const why = reasonGone(run, workers.get(id), context.now());
    if (why && (await goOn(context, run, { codes, why }))) count += 1;
  }
  return count;
}

function reasonGone(run: Run, worker: Worker | undefined, now: number): string | undefined {
  if (!worker) return 'its worker and the budget are gone';
  if ((worker.budgetRaisedAt ?? 0) > run.changedAt) return `the budget of ${worker.name} was raised`;
  const isNextDay = dayInZone(worker.timeZone, run.changedAt) < dayInZone(worker.timeZone, now);
  return isNextDay ? 'a new day began' : undefined;
}
