import { helpersOfTest } from '@dayshift/compiler';
import type { RunView, StepView } from '@dayshift/contracts';
import { type Projection, reportOf } from '@dayshift/engine';
import { applyRunReport, type Playbook, type Run } from '@dayshift/model';
import { findPlaybook } from '@dayshift/store';

import type { PendingCall } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { draftDiffers } from '../playbooks/draft-differs.ts';
import { liveEdges } from './live-edges.ts';
import { planOfRun } from './plan-of-run.ts';
import { runRows } from './run-row.ts';
import { stepViews } from './step-views.ts';

/** One run as its page shows it: its row, overlaid with what its history says this moment. */
export async function runView(
  context: ApiContext,
  run: Run,
  projection: Projection | undefined,
  pending: readonly PendingCall[] = [],
): Promise<RunView> {
  const { state, plan } = projection ?? {};
  const current = projection ? overlay(run, projection, context.now()) : run;
  const [[row], playbook, published, sameCause, { graph }] = await Promise.all([
    runRows(context, [current]),
    findPlaybook(context.store, context.workspaceId, run.playbookId),
    context.published.find(run.playbookId),
    runsWithSameCause(context, current),
    planOfRun(context, current),
  ]);
  const failure = state?.failure ?? projection?.closed?.failure ?? current.failure;
  const output = state?.output ?? current.output;
  return {
    run: row!, // one row in, one row out
    trigger: run.trigger,
    graph,
    steps: state && plan ? stepViews(plan, state, projection!, pending).filter(isDrawn(run)) : [],
    liveEdges: state && plan ? liveEdges(graph, plan, state) : [],
    ...(failure && { failure }),
    ...(output !== undefined && { output }),
    ...(run.forkedFrom !== undefined && { forkedFrom: run.forkedFrom }),
    ...(run.resumedAs !== undefined && { resumedAs: run.resumedAs }),
    publishedVersion: playbook?.publishedVersion ?? 0,
    // A draft that cannot be published is no way to go on.
    hasUnpublishedChanges:
      playbook && isPublishable(playbook) ? draftDiffers(playbook.draft, published?.graph) : false,
    otherRunsWithSameCause: sameCause,
  };
}

const isPublishable = ({ rest }: Playbook) => rest === undefined || rest.state === 'paused';

/** What begins and ends a test was never drawn; the tested step says everything. */
function isDrawn({ testedNodeId }: Run): (step: StepView) => boolean {
  if (testedNodeId === undefined) return () => true;
  const helpers = Object.values(helpersOfTest(testedNodeId));
  return ({ stepId }) => !helpers.includes(stepId);
}

/**
 * The row may be a moment behind its history, or, at the end, ahead of it: the last report is sent before its task is
 * recorded. What is shown is as old as the steps beside it.
 */
function overlay(run: Run, { state, plan, closed }: Projection, now: number): Run {
  if (!state || !plan) return run;
  const isAhead = !run.isOpen && closed === undefined;
  const { endedAt: _endedAt, outcome: _outcome, output: _output, failure: _failure, ...open } = run;
  const row: Run = isAhead ? { ...open, isOpen: true } : run;
  const report = reportOf(plan, state, {
    workspaceId: run.workspaceId,
    runId: run.id,
    at: closed?.at ?? run.endedAt ?? now,
    sequence: Number.MAX_SAFE_INTEGER,
  });
  return { ...(applyRunReport(row, report) ?? row), changedAt: run.changedAt };
}

export async function runsWithSameCause(
  context: ApiContext,
  run: Pick<Run, 'id' | 'cause'>,
): Promise<{ id: string; title: string }[]> {
  if (run.cause === '') return [];
  const found = await context.store.runs.find({
    where: { workspaceId: context.workspaceId, state: { in: ['stuck', 'failed'] }, cause: run.cause },
    order: { by: 'startedAt', direction: 'descending' },
    limit: 201,
  });
  return found
    .filter(({ id, resumedAs }) => id !== run.id && resumedAs === undefined)
    .map(({ id, title }) => ({ id, title }));
}
