import type { Samples } from '@dayshift/contracts';
import { getPlaybook, getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { sampleOfPlaybook, sampleOfRun } from '../runs/sample-of-playbook.ts';
import { notFound } from '../server/request-error.ts';

/** What each node last put out, for the field picker and the live values on cards; or what it put out in one run. */
export async function readSamples(
  context: ApiContext,
  { playbookId, runId }: { playbookId: string; runId?: string | undefined },
): Promise<Samples> {
  await getPlaybook(context.store, context.workspaceId, playbookId);
  const { run, outputs } =
    runId === undefined
      ? await sampleOfPlaybook(context, playbookId)
      : await sampleOfRun(context, await runOf(context, playbookId, runId));
  return { ...(run && { runId: run.id, at: run.startedAt, trigger: run.trigger }), outputs };
}

async function runOf(context: ApiContext, playbookId: string, runId: string) {
  const run = await getRun(context.store, context.workspaceId, runId);
  if (run.playbookId === playbookId) return run;
  throw notFound('run of this playbook');
}
