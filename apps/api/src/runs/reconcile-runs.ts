import { lastOfTask, type Projection, reportOf, reportSequence } from '@dayshift/engine';
import { type Approval, applyRunReport, type Run, type RunReport } from '@dayshift/model';
import { listQuietRuns, update } from '@dayshift/store';
import type { RunDescription, RunEnding } from '@dayshift/temporal-client';
import { alignApprovals } from '../approvals/align-approvals.ts';
import type { ApiContext } from '../context.ts';
import { projectRun } from './project-run.ts';

const quietMs = 10_000;
const mostAtOnce = 200;
const mostFailures = 3;
/** Runs remembered over the looks; when there are more they are compared once again. */
const mostSeen = 20_000;
/** A round of all open runs takes several looks when there are many; each look ends after so long. */
const longestLookMs = 5_000;

/** What the next look knows of the ones before it. */
export interface Round {
  /** Where it begins: missing at the first, and after the last run. */
  cursor?: string | undefined;
  /** How far the history of a run was when it was last compared: one that has not moved is not read again. */
  seen?: Map<string, string>;
}

/**
 * Makes rows true again whose reports were lost, or whose workflow was ended from outside. Looks at open runs nothing was
 * heard of for a while, some at a time and all of them in a round, so that many waiting runs do not hide the next ones.
 */
export async function reconcileRuns(context: ApiContext, round: Round): Promise<number> {
  const until = performance.now() + longestLookMs;
  let repaired = 0;
  do {
    const page = await listQuietRuns(context.store, context.workspaceId, {
      since: context.now() - quietMs,
      cursor: round.cursor,
      limit: mostAtOnce,
    });
    repaired += await compareAll(context, page.items, round);
    round.cursor = page.nextCursor;
  } while (round.cursor !== undefined && performance.now() < until);
  return repaired;
}

async function compareAll(context: ApiContext, runs: readonly Run[], round: Round): Promise<number> {
  let repaired = 0;
  let failures = 0;
  for (const run of runs) {
    if (run.state === 'starting') continue; // the sweeper's
    try {
      if (await repair(context, run, round)) repaired += 1;
    } catch (error) {
      context.log.warn({ err: error, runId: run.id }, 'a run could not be compared with Temporal');
      failures += 1;
      // One run that cannot be read must not hide the others; several mean that Temporal is away.
      if (failures === mostFailures) break;
    }
  }
  return repaired;
}

async function repair(context: ApiContext, run: Run, round: Round): Promise<boolean> {
  const description = await context.temporal.runs.describe(run.workflowId);
  if (description?.status === 'RUNNING') return compareOpen(context, run, description, round);
  round.seen?.delete(run.id);
  const ending: RunEnding = description
    ? await context.temporal.runs.ending(run.workflowId, 5_000)
    : { state: 'missing' };
  if (ending.state === 'open') return false;
  const projection = await projectRun(context, run);
  return write(
    context,
    run,
    reportFrom(run, projection, context.now()) ?? reportFromEnding(context, run, ending),
  );
}

/** A history is read only when it, or the row, has moved since the last time. */
async function compareOpen(
  context: ApiContext,
  run: Run,
  { workflowRunId, historyLength }: RunDescription,
  round: Round,
): Promise<boolean> {
  if (!round.seen || round.seen.size > mostSeen) round.seen = new Map();
  const mark = `${workflowRunId} ${historyLength} ${run.revision}`;
  if (round.seen.get(run.id) === mark) return false;
  const projection = await projectRun(context, run);
  const aligned = projection ? await alignApprovals(context, run, projection) : 0;
  const report = reportFrom(run, projection, context.now());
  round.seen.set(run.id, mark);
  const isWritten = report !== undefined && differs(run, report) && (await write(context, run, report));
  return isWritten || aligned > 0;
}

function reportFrom(run: Run, projection: Projection | undefined, now: number): RunReport | undefined {
  const { state, plan, closed, taskAt } = projection ?? {};
  if (!state || !plan || taskAt === undefined) return undefined;
  const of = { workspaceId: run.workspaceId, runId: run.id };
  const sequence = reportSequence(Math.max(taskAt, closed?.at ?? 0), lastOfTask);
  const report = reportOf(plan, state, { ...of, sequence, at: closed?.at ?? now });
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

/** What a reader of the row would be told wrongly. */
function differs(run: Run, report: RunReport): boolean {
  const keys = ({ stuck }: Pick<RunReport, 'stuck'>) => stuck.map(({ key }) => key).join();
  return (
    run.state !== report.state ||
    run.version !== report.version ||
    run.openApprovals !== report.openApprovals ||
    run.currentTitle !== report.currentTitle ||
    keys(run) !== keys(report)
  );
}

async function write(context: ApiContext, run: Run, report: RunReport): Promise<boolean> {
  const outcome = await update(context.store.runs, run.id, (row) => applyRunReport(row, report));
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
