import { emptyProjection, type Projection } from '@dayshift/engine';
import type { Run } from '@dayshift/model';
import { HistoryGone } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { recordAll } from './record-all.ts';

/** A run's state as its history tells it now; undefined when Temporal does not know the run (yet, or any more). */
export async function projectRun(
  { temporal }: Pick<ApiContext, 'temporal'>,
  run: Pick<Run, 'workflowId'>,
  /** Also what the state let go when the run went on in fresh histories: takes longer. */
  options: { withEarlier?: boolean } = {},
): Promise<Projection | undefined> {
  const projection = emptyProjection();
  try {
    for await (const events of temporal.history(run.workflowId, { follow: false, ...options }))
      await recordAll(projection, events);
  } catch (error) {
    if (error instanceof HistoryGone) return undefined;
    throw error;
  }
  return projection;
}
