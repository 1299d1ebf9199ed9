import { type Run, workerVariable } from '@dayshift/model';
import { type After, findRun, update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { type NoWork, whyNoWork } from '../playbooks/why-no-work.ts';
import { RequestError } from '../server/request-error.ts';
import { planOfRun } from './plan-of-run.ts';
import { runInputOf } from './run-input-of.ts';

/** More than anybody looks through; what comes after is refused, so that its sender knows. */
const mostHeld = 5_000;
const batch = 100;

/** Keeps a run for later. The sender is told that it is safe, people see it among the runs with the reason. */
export async function holdRun(
  context: ApiContext,
  row: Omit<Run, 'revision'>,
  why: NoWork,
): Promise<{ runId: string; isNew: boolean; heldBecause: string }> {
  const { store, workspaceId } = context;
  if ((await store.runs.count({ isOpen: true, workspaceId, state: 'starting', isHeld: true })) >= mostHeld)
    throw new RequestError(503, why.code, `${why.message} ${mostHeld} arrivals are kept already.`, {
      hint: 'Send it again later.',
    });
  const isNew =
    (await store.runs.insert({ ...row, isHeld: true, currentTitle: `Kept for later. ${why.message}` })) ===
    'inserted';
  if (isNew) context.changes.poke();
  return { runId: row.id, isNew, heldBecause: why.message };
}

/** How many arrivals of a playbook wait for it to take work again. */
export function countHeldRuns({ store, workspaceId }: ApiContext, playbookId: string): Promise<number> {
  return store.runs.count({ isOpen: true, workspaceId, playbookId, state: 'starting', isHeld: true });
}

/** Starts what was kept, the oldest first, on the version that is published now, once its worker and its playbook are back. */
export async function startHeldRuns(context: ApiContext): Promise<number> {
  let started = 0;
  let after: After | undefined;
  for (;;) {
    const held = await context.store.runs.find({
      where: { isOpen: true, workspaceId: context.workspaceId, state: 'starting', isHeld: true },
      order: { by: 'changedAt', direction: 'ascending' },
      ...(after && { after }),
      limit: batch,
    });
    for (const run of held) if (await startHeld(context, run)) started += 1;
    const last = held.at(-1);
    if (!last || held.length < batch) break;
    after = { value: last.changedAt, id: last.id };
  }
  if (started > 0) context.changes.poke();
  return started;
}

/** Takes a kept run away without ever starting it; false when it is not kept, or not any more. */
export async function dropHeldRun(context: ApiContext, runId: string): Promise<boolean> {
  const run = await findRun(context.store, context.workspaceId, runId);
  if (!run?.isHeld) return false;
  const { kind } = await update(context.store.runs, runId, (row): Run | undefined =>
    row.isHeld ? { ...released(row), state: 'cancelled', isOpen: false, endedAt: context.now() } : undefined,
  );
  context.changes.poke();
  return kind === 'done';
}

async function startHeld(context: ApiContext, run: Run): Promise<boolean> {
  const published = await context.published.find(run.playbookId);
  const why = published && whyNoWork(published);
  // Also of an archived playbook: it can be brought back, and what arrived for it before is still wanted then.
  if (why && why.code !== 'PLAYBOOK_DELETED') return false;
  if (!published || why) {
    await dropHeldRun(context, run.id);
    return false;
  }
  const { worker } = published;
  const hasTrigger = published.plan.steps.some(
    (step) => step.kind === 'trigger' && step.nodeId === run.triggerNodeId,
  );
  const plan = hasTrigger ? published.plan : (await planOfRun(context, run)).plan;
  const { kind } = await update(context.store.runs, run.id, (row): Run | undefined => {
    if (!row.isHeld) return undefined;
    const { workerId: _before, ...rest } = released(row);
    return {
      ...rest,
      version: plan.version,
      changedAt: context.now(),
      ...(worker && { workerId: worker.id }),
    };
  });
  if (kind !== 'done') return false;
  // Should this fail, the row is one like any other that has not begun, and the sweeper's.
  await context.temporal.runs.start(runInputOf(run, plan, workerVariable(worker)), run.workflowId);
  return true;
}

function released({ isHeld: _held, currentTitle: _reason, ...run }: Run): Run {
  return run;
}
