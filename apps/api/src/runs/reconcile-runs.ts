import { reportOf } from '@dayshift/engine';
import { type Approval, applyRunReport, type Run, type RunReport } from '@dayshift/model';
import { listQuietRuns, update } from '@dayshift/store';
import type { RunEnding } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { projectRun } from './project-run.ts';

const quietMs = 10_000;
const mostAtOnce = 200;
const mostFailures = 3;

/** Where the next look begins: missing at the first, and after the last run. */
export interface Round {
  cursor?: string | undefined;
}

/**
 * Makes rows true again whose reports were lost, or whose workflow was ended from outside. Looks at open runs nothing was
 * heard of for a while, some at a time and all of them in a round, so that many waiting runs do not hide the next ones.
 */
export async function reconcileRuns(context: ApiContext, round: Round): Promise<number> {
  const { items, nextCursor } = await listQuietRuns(context.store, context.workspaceId, {
    since: context.now() - quietMs,
    cursor: round.cursor,
    limit: mostAtOnce,
  });
  let repaired = 0;
  let failures = 0;
  for (const run of items) {
    if (run.state === 'starting') continue; // the sweeper's
    try {
      if (await repair(context, run)) repaired += 1;
    } catch (error) {
      context.log.warn({ err: error, runId: run.id }, 'a run could not be compared with Temporal');
      failures += 1;
      // One run that cannot be read must not hide the others; several mean that Temporal is away.
      if (failures === mostFailures) break;
    }
  }
  round.cursor = nextCursor;
  return repaired;
}

async function repair(context: ApiContext, run: Run): Promise<boolean> {
  const description = await context.temporal.runs.describe(run.workflowId);
  if (description?.status === 'RUNNING') return isBehind(context, run, description.historyLength);
  const ending: RunEnding = description
    ? await context.temporal.runs.ending(run.workflowId, 5_000)
    : { state: 'missing' };
  if (ending.state === 'open') return false;
  const report = (await reportFromHistory(context, run)) ?? reportFromEnding(context, run, ending);
  return write(context, run, report);
}

/** Sequences are made of history lengths (16 each): a longer history than the last report knew is worth a look. */
async function isBehind(context: ApiContext, run: Run, historyLength: number): Promise<boolean> {
  if (run.reportSequence >= historyLength * 16) return false;
  const report = await reportFromHistory(context, run);
  return report !== undefined && differs(run, report) && write(context, run, report);
}

async function reportFromHistory(context: ApiContext, run: Run): Promise<RunReport | undefined> {
  const projection = await projectRun(context, run);
  const { state, plan, closed } = projection ?? {};
  if (!state || !plan) return undefined;
  const of = { workspaceId: run.workspaceId, runId: run.id, sequence: run.reportSequence + 1 };
  const report = reportOf(plan, state, { ...of, at: closed?.at ?? context.now() });
  if (!closed || state.status !== 'open') return report;
  // Ended from outside: the engine had no say.
  const isTerminated = closed.status === 'terminated' || closed.status === 'cancelled';
  const failure = closed.failure ?? { code: 'ENDED_OUTSIDE', message: 'Temporal ended this run.' };
  return { ...report, state: isTerminated ? 'cancelled' : 'failed', openApprovals: 0, failure };
}

function reportFromEnding(context: ApiContext, run: Run, ending: RunEnding): RunReport {
  const report = {
    workspaceId: run.workspaceId,
    runId: run.id,
    at: context.now(),
    sequence: run.reportSequence + 1,
    version: run.version,
    openApprovals: 0,
    stuck: [],
    costUsd: run.costUsd,
    hadPerson: run.hadPerson,
  };
  if (ending.state === 'done')
    return { ...report, state: 'done', outcome: ending.outcome, output: ending.output };
  if (ending.state === 'cancelled') return { ...report, state: 'cancelled' };
  const failure =
    ending.state === 'failed'
      ? { code: ending.code, message: ending.message }
      : { code: 'RUN_MISSING', message: 'Temporal does not know this run any more.' };
  return { ...report, state: 'failed', failure };
}

function differs(run: Run, report: RunReport): boolean {
  return (
    run.state !== report.state ||
    run.openApprovals !== report.openApprovals ||
    run.currentTitle !== report.currentTitle ||
    run.stuck.length !== report.stuck.length
  );
}

async function write(context: ApiContext, run: Run, report: RunReport): Promise<boolean> {
  const outcome = await update(context.store.runs, run.id, (row) =>
    row.revision === run.revision ? applyRunReport(row, report) : undefined,
  );
  if (outcome.kind !== 'done') return false;
  context.log.info({ runId: run.id, state: report.state }, 'a run was brought in line with Temporal');
  await closeOrphanedApprovals(context, outcome.doc);
  return true;
}

/** A run that is over asks nothing any more. */
async function closeOrphanedApprovals(context: ApiContext, run: Run): Promise<void> {
  if (run.isOpen) return;
  const open = await context.store.approvals.find({
    where: { workspaceId: context.workspaceId, runId: run.id, state: { in: ['open', 'decided'] } },
    order: { by: 'openedAt', direction: 'ascending' },
    limit: mostAtOnce,
  });
  for (const { id } of open)
    await update(context.store.approvals, id, (approval): Approval | undefined =>
      approval.state === 'open' || approval.state === 'decided'
        ? {
            ...approval,
            state: 'cancelled',
            changedAt: context.now(),
            delivery: { ...approval.delivery, state: approval.state === 'open' ? 'none' : 'orphaned' },
          }
        : undefined,
    );
  // Each of them is closed now, so the next page holds others.
  if (open.length === mostAtOnce) await closeOrphanedApprovals(context, run);
}
