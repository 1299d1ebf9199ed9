import type { Correction } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { correctableOf, correctionSchema } from '../runs/correction.ts';
import { projectRun } from '../runs/project-run.ts';
import { conflict } from '../server/request-error.ts';

/** What a stuck step asked for, whole, and which of its values may be corrected for this run alone. */
export async function viewCorrection(
  context: ApiContext,
  { runId, key }: { runId: string; key: string },
): Promise<Correction> {
  const run = await getRun(context.store, context.workspaceId, runId);
  const projection = run.isOpen ? await projectRun(context, run) : undefined;
  if (!projection) throw conflict('RUN_CLOSED', 'This run is over.', { hint: 'Resume it, or run it again.' });
  const correctable = correctableOf(projection, key);
  const schema = correctionSchema(correctable);
  return {
    operation: correctable.operation.name,
    input: correctable.input,
    ...(schema && { schema }),
    ...(correctable.editable && { editable: [...correctable.editable] }),
  };
}
