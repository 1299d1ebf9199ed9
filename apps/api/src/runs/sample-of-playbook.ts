import type { Json, Run } from '@dayshift/model';
import { listRuns } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { projectRun } from './project-run.ts';

/** Rows read, of which so many histories are looked at. */
const mostRead = 20;
const mostLookedAt = 5;

export interface Sample {
  /** The run most of it comes from; missing when nothing has run yet. */
  run?: Run;
  /** By node id. */
  outputs: Record<string, Json>;
}

/**
 * What each node last put out. The newest run that got furthest is the best sample, and what was tested alone since then
 * stands over it.
 */
export async function sampleOfPlaybook(context: ApiContext, playbookId: string): Promise<Sample> {
  const { items } = await listRuns(context.store, context.workspaceId, { playbookId, limit: mostRead });
  let best: Sample = { outputs: {} };
  for (const run of items.filter(({ testedNodeId }) => testedNodeId === undefined).slice(0, mostLookedAt)) {
    const outputs = await outputsOf(context, run);
    if (best.run && Object.keys(outputs).length <= Object.keys(best.outputs).length) continue;
    best = { run, outputs };
  }
  for (const { testedNodeId, ...test } of newestTests(items, best.run?.startedAt ?? 0)) {
    const outputs = await outputsOf(context, test);
    const output = testedNodeId === undefined ? undefined : outputs[testedNodeId];
    if (testedNodeId !== undefined && output !== undefined) best.outputs[testedNodeId] = output;
  }
  return best;
}

/** The newest test of each node that ended well, after an instant; `runs` are newest first. */
function newestTests(runs: readonly Run[], since: number): Run[] {
  const newest = new Map<string, Run>();
  for (const run of runs) {
    if (run.testedNodeId === undefined || run.state !== 'done' || run.startedAt < since) continue;
    if (!newest.has(run.testedNodeId)) newest.set(run.testedNodeId, run);
  }
  return [...newest.values()].slice(0, mostLookedAt);
}

async function outputsOf(context: ApiContext, run: Pick<Run, 'workflowId'>): Promise<Record<string, Json>> {
  const projection = await projectRun(context, run);
  const { state, plan } = projection ?? {};
  const keyed = new Set(plan?.steps.filter((step) => step.key !== undefined).map((step) => step.id));
  const outputs: Record<string, Json> = {};
  for (const step of Object.values(state?.steps ?? {}))
    if (step.status === 'done' && step.output !== undefined && keyed.has(step.stepId))
      outputs[step.nodeId] = step.output;
  return outputs;
}
