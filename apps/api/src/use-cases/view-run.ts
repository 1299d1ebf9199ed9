import type { RunView } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { projectRun } from '../runs/project-run.ts';
import { runView } from '../runs/run-view.ts';

/** One run with every step, worked out from its history. Its row alone, when Temporal keeps no history of it. */
export async function viewRun(context: ApiContext, id: string): Promise<RunView> {
  const run = await getRun(context.store, context.workspaceId, id);
  const [projection, description] = await Promise.all([
    projectRun(context, run),
    run.isOpen ? context.temporal.runs.describe(run.workflowId) : undefined,
  ]);
  return runView(context, run, projection, description?.pending);
}
