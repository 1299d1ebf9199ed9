import { emptyProjection, type Projection, record } from '@dayshift/engine';
import { readHistory } from '@dayshift/temporal-client';
import type { EngineRig } from './engine-rig.ts';

/** The run's state worked out again from its history. */
export async function projected(
  rig: EngineRig,
  workflowId: string,
  firstRunId?: string,
  withEarlier?: boolean,
): Promise<Projection> {
  const projection = emptyProjection();
  for await (const events of readHistory(rig.connection, workflowId, {
    follow: false,
    ...(withEarlier ? { withEarlier } : {}),
    ...(firstRunId ? { firstRunId } : {}),
  })) {
    for (const event of events) record(projection, event);
  }
  return projection;
}
