import type { PlaybookView } from '@dayshift/contracts';
import type { Playbook } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { countOpenRuns } from '../runs/cancel-open-runs.ts';
import { countHeldRuns } from '../runs/held-runs.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { draftDiffers } from './draft-differs.ts';
import { webhookUrls } from './webhook-urls.ts';

/** A playbook as its canvas opens it. */
export async function playbookView(context: ApiContext, playbook: Playbook): Promise<PlaybookView> {
  const [worker, published, openRuns, heldRuns] = await Promise.all([
    findWorkerOf(context, playbook),
    context.published.version(playbook.id, playbook.publishedVersion),
    countOpenRuns(context, { playbookId: playbook.id }),
    countHeldRuns(context, playbook.id),
  ]);
  return {
    id: playbook.id,
    name: playbook.name,
    ...(playbook.workerId !== undefined && { workerId: playbook.workerId }),
    ...(worker && { workerName: worker.name }),
    draft: playbook.draft,
    draftRevision: playbook.draftRevision,
    draftSavedAt: playbook.draftSavedAt,
    publishedVersion: playbook.publishedVersion,
    hasUnpublishedChanges: draftDiffers(playbook.draft, published?.graph),
    ...(playbook.rest && { rest: playbook.rest }),
    openRuns,
    heldRuns,
    ...(published && notSetPart(context, { playbook, graph: published.graph, worker })),
    webhooks: webhookUrls(context.publicUrl(), playbook),
  };
}

function notSetPart(
  { schedules }: ApiContext,
  of: Parameters<ApiContext['schedules']['notYetSet']>[0],
): { schedulesNotSet?: string[] } {
  const notSet = schedules.notYetSet(of);
  return notSet.length > 0 ? { schedulesNotSet: notSet } : {};
}
