import type { Projection } from '@dayshift/engine';
import type { Approval, Run, RunState } from '@dayshift/model';
import { approvalOfAsk } from '@dayshift/operations';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/** Younger cards may be opened or closed by the run itself in this moment. */
const settledAfterMs = 60_000;
const mostOfRun = 500;

/**
 * Brings the cards of an open run in line with what it waits for. A store that was restored behind Temporal has lost questions,
 * which nobody could answer, and has cards again of questions that are over. Returns how many were changed.
 */
export async function alignApprovals(context: ApiContext, run: Run, projection: Projection): Promise<number> {
  const { state, closed } = projection;
  if (!state || closed || state.status !== 'open') return 0;
  return (
    (await reopenMissing(context, run, projection, state)) +
    (await closeLeftOver(context, run, projection, state))
  );
}

async function reopenMissing(
  context: ApiContext,
  run: Run,
  { questions, plan }: Projection,
  state: RunState,
): Promise<number> {
  let reopened = 0;
  for (const { key } of askingSteps(state)) {
    const ask = questions[key];
    if (!ask || !plan || (await context.store.approvals.get(ask.approvalId))) continue;
    const of = { ...run, runId: run.id, version: plan.version };
    const asked = await approvalOfAsk(of, ask, context.now());
    if (!asked.ok || (await context.store.approvals.insert(asked.approval)) !== 'inserted') continue;
    context.log.info(
      { runId: run.id, approvalId: ask.approvalId },
      'a question was missing and is open again',
    );
    reopened += 1;
  }
  return reopened;
}

async function closeLeftOver(
  context: ApiContext,
  run: Run,
  { questions }: Projection,
  state: RunState,
): Promise<number> {
  const asked = new Set(askingSteps(state).map(({ key }) => questions[key]?.approvalId));
  // A question of an earlier history that is not known by name may be any of them.
  if (asked.has(undefined)) return 0;
  const before = context.now() - settledAfterMs;
  const { store, workspaceId } = context;
  const rows = await store.approvals.find({
    where: { workspaceId, runId: run.id, state: { in: ['open', 'decided'] } },
    order: { by: 'openedAt', direction: 'ascending' },
    limit: mostOfRun,
  });
  let changed = 0;
  for (const { id } of rows.filter((row) => !asked.has(row.id))) {
    const outcome = await update(store.approvals, id, (row): Approval | undefined => {
      const isOpen = row.state === 'open' || row.state === 'decided';
      if (!isOpen || Math.max(row.openedAt, row.changedAt) > before) return undefined;
      const wasTaken = row.decision !== undefined && state.seen.includes(row.decision.id);
      const delivery = { ...row.delivery, state: 'applied' as const };
      return { ...row, state: wasTaken ? 'applied' : 'cancelled', changedAt: context.now(), delivery };
    });
    if (outcome.kind === 'done') changed += 1;
  }
  return changed;
}

function askingSteps(state: RunState) {
  return Object.values(state.steps).filter(({ status }) => status === 'asking');
}
