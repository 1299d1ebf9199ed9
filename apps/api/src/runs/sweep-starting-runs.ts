import { type Run, workerVariable } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { planOfRun } from './plan-of-run.ts';
import { runInputOf } from './run-input-of.ts';

const patienceMs = 10_000;

/** Starts runs whose row was written but whose workflow may not have begun. Safe to repeat: a run has one workflow id. */
export async function sweepStartingRuns(context: ApiContext): Promise<number> {
  const { store, workspaceId } = context;
  const waiting = await store.runs.find({
    where: {
      ...{ isOpen: true, workspaceId, state: 'starting', isHeld: null },
      changedAt: { lt: context.now() - patienceMs },
    },
    order: { by: 'changedAt', direction: 'ascending' },
    limit: 100,
  });
  for (const run of waiting) {
    try {
      const { plan } = await planOfRun(context, run);
      const worker = await findWorkerOf(context, run);
      await context.temporal.runs.start(runInputOf(run, plan, workerVariable(worker)), run.workflowId);
      // It is with Temporal now; its own reports say the rest.
      await update(store.runs, run.id, (row): Run | undefined =>
        row.state === 'starting' ? { ...row, state: 'working', changedAt: context.now() } : undefined,
      );
    } catch (error) {
      context.log.error({ err: error, runId: run.id }, 'a run could not be started; it is tried again');
    }
  }
  return waiting.length;
}
