import type { PlaybookView } from '@dayshift/contracts';
import { emptyGraph, type Graph, newId } from '@dayshift/model';
import { getPlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import { workerToGiveWorkTo } from '../workers/worker-to-give-work-to.ts';

/** A new playbook with a draft. The same idempotency key again finds the one it made. */
export async function createPlaybook(
  context: ApiContext,
  request: {
    name: string;
    workerId?: string | undefined;
    graph?: Graph | undefined;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<PlaybookView> {
  const { store, workspaceId } = context;
  if (request.workerId !== undefined) await workerToGiveWorkTo(context, request.workerId);
  const now = context.now();
  const id = request.idempotencyKey
    ? derivedId('pb', workspaceId, 'playbook', request.idempotencyKey)
    : newId('pb', now);
  const outcome = await store.playbooks.insert({
    id,
    workspaceId,
    name: request.name,
    ...(request.workerId !== undefined && { workerId: request.workerId }),
    draft: request.graph ?? emptyGraph,
    draftRevision: 1,
    draftSavedAt: now,
    publishedVersion: 0,
    createdAt: now,
    changedAt: now,
  });
  if (outcome === 'inserted')
    await audit(context, {
      actor: request.by,
      action: 'playbook.created',
      target: id,
      summary: `Created the playbook “${request.name}”.`,
    });
  return playbookView(context, await getPlaybook(store, context.workspaceId, id));
}
