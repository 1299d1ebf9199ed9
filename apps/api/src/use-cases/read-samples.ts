import type { Samples } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { getPlaybook, listRuns } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { projectRun } from '../runs/project-run.ts';

/** Runs looked at: the newest one that got somewhere is the best sample. */
const mostLookedAt = 5;

/** What each node last put out, for the field picker and the live values on cards. */
export async function readSamples(context: ApiContext, playbookId: string): Promise<Samples> {
  const { store, workspaceId } = context;
  await getPlaybook(store, workspaceId, playbookId);
  const { items } = await listRuns(store, workspaceId, { playbookId, limit: mostLookedAt });
  let best: Samples = { outputs: {} };
  for (const run of items) {
    const outputs = await outputsOf(context, run);
    if (best.runId !== undefined && Object.keys(outputs).length <= Object.keys(best.outputs).length) continue;
    best = { runId: run.id, at: run.startedAt, trigger: run.trigger, outputs };
  }
  return best;
}

async function outputsOf(context: ApiContext, run: { workflowId: string }): Promise<Record<string, Json>> {
  const projection = await projectRun(context, run);
  const { state, plan } = projection ?? {};
  const keyed = new Set(plan?.steps.filter((step) => step.key !== undefined).map((step) => step.id));
  const outputs: Record<string, Json> = {};
  for (const step of Object.values(state?.steps ?? {}))
    if (step.status === 'done' && step.output !== undefined && keyed.has(step.stepId))
      outputs[step.nodeId] = step.output;
  return outputs;
}
