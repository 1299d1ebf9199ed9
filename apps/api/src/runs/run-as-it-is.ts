import type { Projection } from '@dayshift/engine';
import type { Run } from '@dayshift/model';
import type { PendingCall } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { projectRun } from './project-run.ts';

/** What a look at a run is made of; no projection where Temporal keeps no history of it. */
export interface RunAsItIs {
  projection: Projection | undefined;
  pending: readonly PendingCall[];
}

/** A run as its history tells it now, without reading the same history again for each page of it. */
export async function runAsItIs(context: ApiContext, run: Run): Promise<RunAsItIs> {
  if (!run.isOpen) return { projection: await context.finished.find(run), pending: [] };
  const description = await context.temporal.runs.describe(run.workflowId);
  if (!description) return { projection: undefined, pending: [] };
  const moment = await context.tailers.look(run, description);
  const projection = moment?.projection ?? (await projectRun(context, run, { withEarlier: true }));
  return { projection, pending: description.pending };
}
