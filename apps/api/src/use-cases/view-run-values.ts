import type { runValuesSchema } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { runAsItIs } from '../runs/run-as-it-is.ts';

/** What started a run and what came out of it, however large. */
export async function viewRunValues(
  context: ApiContext,
  id: string,
): Promise<z.output<typeof runValuesSchema>> {
  const run = await getRun(context.store, context.workspaceId, id);
  const { projection } = await runAsItIs(context, run);
  const output = projection?.state?.output ?? run.output;
  return { trigger: run.trigger, ...(output !== undefined && { output }) };
}
