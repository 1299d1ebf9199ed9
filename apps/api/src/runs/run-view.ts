import { helpersOfTest } from '@dayshift/compiler';
import type { RunView } from '@dayshift/contracts';
import { type Projection, reportOf } from '@dayshift/engine';
import { applyRunReport, type Json, type Playbook, type Run, type StepState } from '@dayshift/model';
import { findPlaybook } from '@dayshift/store';

import type { PendingCall } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { draftDiffers } from '../playbooks/draft-differs.ts';
import { lightenSteps } from './lighten-steps.ts';
import { liveEdges } from './live-edges.ts';
import { nodeFacts } from './node-facts.ts';
import { planOfRun } from './plan-of-run.ts';
import { runRows } from './run-row.ts';
import { sizeUpTo } from './size-up-to.ts';
import { stepViews } from './step-views.ts';
import { stepsOf } from './steps-of.ts';
import { toldSteps } from './told-steps.ts';

/** One run as its page shows it: its row, overlaid with what its history says this moment. However long it is, it stays small. */
export async function runView(
  context: ApiContext,
  run: Run,
  projection: Projection | undefined,
  pending: readonly PendingCall[] = [],
): Promise<RunView> {
  // Before anything is waited for, so that all of it is of one moment.
  const current = projection ? overlay(run, projection, context.now()) : run;
  const { state, plan } = projection ?? {};
  const picture = pictureOf(run, projection, pending);
  const [[row], playbook, published, sameCause, { graph }] = await Promise.all([
    runRows(context, [current]),
    findPlaybook(context.store, context.workspaceId, run.playbookId),
    context.published.find(run.playbookId),
    runsWithSameCause(context, current),
    planOfRun(context, current),
  ]);
  const failure = state?.failure ?? projection?.closed?.failure ?? current.failure;
  const output = state?.output ?? current.output;
  const cut: NonNullable<RunView['cut']> = [];
  if (isLarge(run.trigger)) cut.push('trigger');
  if (output !== undefined && isLarge(output)) cut.push('output');
  return {
    run: row!, // one row in, one row out
    trigger: cut.includes('trigger') ? null : run.trigger,
    graph,
    ...picture,
    liveEdges: state && plan ? liveEdges(graph, plan, state, projection?.pruned ?? {}) : [],
    ...(failure && { failure }),
    ...(output !== undefined && !cut.includes('output') && { output }),
    ...(cut.length > 0 && { cut }),
    ...(run.forkedFrom !== undefined && { forkedFrom: run.forkedFrom }),
    ...(run.resumedAs !== undefined && { resumedAs: run.resumedAs }),
    publishedVersion: playbook?.publishedVersion ?? 0,
    // A draft that cannot be published is no way to go on.
    hasUnpublishedChanges:
      playbook && isPublishable(playbook) ? draftDiffers(playbook.draft, published?.graph) : false,
    sameCauseCount: sameCause.length,
  };
}

/** What started a run, or came out of it, and is larger than this is asked for by who looks at it. */
const largestValue = 50_000;
const isLarge = (value: Json) => sizeUpTo(value, largestValue) > largestValue;

function pictureOf(
  run: Run,
  projection: Projection | undefined,
  pending: readonly PendingCall[],
): Pick<RunView, 'steps' | 'nodes' | 'stepCount'> {
  if (!projection?.state || !projection.plan) return { steps: [], nodes: [], stepCount: 0 };
  const all = drawnSteps(run, projection);
  const nodes = nodeFacts(all, projection.tries);
  const steps = stepViews(projection.plan, toldSteps(all, nodes), projection, pending);
  return {
    steps: lightenSteps(steps, new Set(nodes.map(({ key }) => key))),
    nodes,
    stepCount: all.length,
  };
}

const isPublishable = ({ rest }: Playbook) => rest === undefined || rest.state === 'paused';

/** What begins and ends a test was never drawn; the tested step says everything. */
export function drawnSteps({ testedNodeId }: Run, projection: Projection): StepState[] {
  const steps = stepsOf(projection);
  if (testedNodeId === undefined) return steps;
  const helpers = new Set<string>(Object.values(helpersOfTest(testedNodeId)));
  return steps.filter(({ stepId }) => !helpers.has(stepId));
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
