import type { PlaybookView } from '@dayshift/contracts';
import type { Playbook } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { draftDiffers } from './draft-differs.ts';
import { webhookUrls } from './webhook-urls.ts';

/** A playbook as its canvas opens it. */
export async function playbookView(context: ApiContext, playbook: Playbook): Promise<PlaybookView> {
  const [worker, published] = await Promise.all([
    findWorkerOf(context, playbook),
    context.published.version(playbook.id, playbook.publishedVersion),
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
    webhooks: webhookUrls(context.publicUrl(), playbook),
  };
}
