import type { RunView } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { runAsItIs } from '../runs/run-as-it-is.ts';
import { runView } from '../runs/run-view.ts';

/** One run with its most telling steps, worked out from its history. Its row alone, when Temporal keeps no history of it. */
export async function viewRun(context: ApiContext, id: string): Promise<RunView> {
  const run = await getRun(context.store, context.workspaceId, id);
  const { projection, pending } = await runAsItIs(context, run);
  return runView(context, run, projection, pending);
}
