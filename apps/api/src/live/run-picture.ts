import { createHash } from 'node:crypto';
import type { RunView } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { runView } from '../runs/run-view.ts';
import type { RunMoment } from './run-tailers.ts';

/** A run at one moment as every page of it sees it. Equal pictures have equal tokens, whoever made them. */
export interface RunPicture {
  view: RunView;
  token: string;
}

/** Made once per moment, however many look on. */
const made = new WeakMap<RunMoment, Promise<RunPicture>>();

export function pictureOf(context: ApiContext, runId: string, moment: RunMoment): Promise<RunPicture> {
  const known = made.get(moment);
  if (known) return known;
  const picture = paint(context, runId, moment);
  made.set(moment, picture);
  // One that failed is tried again by the next who asks.
  picture.catch(() => made.delete(moment));
  return picture;
}

/** Without a moment: before Temporal has anything to tell, or after it has forgotten, there is the row. */
export async function paint(
  context: ApiContext,
  runId: string,
  moment: RunMoment | undefined,
): Promise<RunPicture> {
  const run = await getRun(context.store, context.workspaceId, runId);
  const view = await runView(context, run, moment?.projection, moment?.pending);
  return { view, token: createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22) };
}
