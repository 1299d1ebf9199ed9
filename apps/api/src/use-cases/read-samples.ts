import type { Samples } from '@dayshift/contracts';
import { getPlaybook } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { sampleOfPlaybook } from '../runs/sample-of-playbook.ts';

/** What each node last put out, for the field picker and the live values on cards. */
export async function readSamples(context: ApiContext, playbookId: string): Promise<Samples> {
  await getPlaybook(context.store, context.workspaceId, playbookId);
  const { run, outputs } = await sampleOfPlaybook(context, playbookId);
  return { ...(run && { runId: run.id, at: run.startedAt, trigger: run.trigger }), outputs };
}
