import type { Graph } from '@dayshift/model';
import { updatePlaybook } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { draftDiffers } from '../playbooks/draft-differs.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';
import { conflict } from '../server/request-error.ts';

/** Saves a draft if nobody saved another one meanwhile; else 409 with the playbook as it is now. */
export async function saveDraft(
  context: ApiContext,
  request: { id: string; graph: Graph; ifRevision: number },
): Promise<{ draftRevision: number; draftSavedAt: number; hasUnpublishedChanges: boolean }> {
  const now = context.now();
  const outcome = await updatePlaybook(context.store, context.workspaceId, request.id, (playbook) =>
    playbook.draftRevision === request.ifRevision && playbook.rest?.state !== 'deleted'
      ? {
          ...playbook,
          draft: request.graph,
          draftRevision: playbook.draftRevision + 1,
          draftSavedAt: now,
          changedAt: now,
        }
      : undefined,
  );
  refuseAtRest(outcome.doc, ['deleted']);
  if (outcome.kind === 'unchanged')
    throw conflict('DRAFT_CHANGED', 'Somebody saved this draft meanwhile.', {
      hint: 'Look at what they saved; nothing of yours is lost yet.',
      details: await playbookView(context, outcome.doc),
    });
  const { doc } = outcome;
  const published = await context.published.version(doc.id, doc.publishedVersion);
  return {
    draftRevision: doc.draftRevision,
    draftSavedAt: doc.draftSavedAt,
    hasUnpublishedChanges: draftDiffers(doc.draft, published?.graph),
  };
}
