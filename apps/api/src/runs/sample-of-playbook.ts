import type { Json, Run } from '@dayshift/model';
import { listRuns } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { projectRun } from './project-run.ts';
import { stepsOf } from './steps-of.ts';

/** Rows read, and histories looked at among them. */
const mostRead = 20;
const mostLookedAt = 5;
/** A step off the common way is worth a longer look. */
const mostLookedAtForNode = 10;

export interface Sample {
  /** The run it comes from; missing when nothing has run yet. */
  run?: Run;
  /** By node id. */
  outputs: Record<string, Json>;
}

/**
 * What each node last put out: of the newest run that got furthest, or, for one node, of the newest that came by it. What
 * was tested on that sample stands over it, so that the next step gets what the corrected one before it gave.
 */
export async function sampleOfPlaybook(
  context: ApiContext,
  playbookId: string,
  nodeId?: string,
): Promise<Sample> {
  const { items } = await listRuns(context.store, context.workspaceId, { playbookId, limit: mostRead });
  const whole = items.filter(({ testedNodeId }) => testedNodeId === undefined);
  let best: Sample = { outputs: {} };
  for (const run of whole.slice(0, nodeId === undefined ? mostLookedAt : mostLookedAtForNode)) {
    const { outputs, reached } = await traceOf(context, run);
    if (nodeId !== undefined && reached.has(nodeId)) {
      best = { run, outputs };
      break;
    }
    if (best.run && Object.keys(outputs).length <= Object.keys(best.outputs).length) continue;
    best = { run, outputs };
  }
  return withTests(context, best, items);
}

/** What one run put out, for a step that is corrected because of it. */
export async function sampleOfRun(context: ApiContext, run: Run): Promise<Sample> {
  const { items } = await listRuns(context.store, context.workspaceId, {
    playbookId: run.playbookId,
    limit: mostRead,
  });
  return withTests(context, { run, outputs: (await traceOf(context, run)).outputs }, items);
}

/**
 * The newest tests on one sample, asked of their histories: a row may be a moment behind, and the next step is tested as soon
 * as the one before it shows its output.
 */
async function withTests(context: ApiContext, sample: Sample, runs: readonly Run[]): Promise<Sample> {
  const outputs = { ...sample.outputs };
  const tests = runs.filter((run) => run.testedNodeId !== undefined && run.sampleRunId === sample.run?.id);
  // Oldest first, so that the newest has the last word.
  for (const { testedNodeId = '', ...test } of tests.slice(0, mostLookedAt).reverse()) {
    const output = (await traceOf(context, test)).outputs[testedNodeId];
    if (output !== undefined) outputs[testedNodeId] = output;
  }
  return { ...sample, outputs };
}

/** Where a run came by, and what each of those nodes put out. */
async function traceOf(
  context: ApiContext,
  run: Pick<Run, 'workflowId'>,
): Promise<{ outputs: Record<string, Json>; reached: Set<string> }> {
  const projection = await projectRun(context, run);
  const { plan } = projection ?? {};
  const keyed = new Set(plan?.steps.filter((step) => step.key !== undefined).map((step) => step.id));
  const outputs: Record<string, Json> = {};
  const reached = new Set<string>();
  for (const step of projection ? stepsOf(projection) : []) {
    if (step.status !== 'skipped') reached.add(step.nodeId);
    if (step.status === 'done' && step.output !== undefined && keyed.has(step.stepId))
      outputs[step.nodeId] = step.output;
  }
  return { outputs, reached };
}
