import type { PlaybookView } from '@dayshift/contracts';
import type { Playbook, Worker } from '@dayshift/model';
import { findWorker, getPlaybook, updatePlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';
import { workerToGiveWorkTo } from '../workers/worker-to-give-work-to.ts';

/** Renames a playbook, gives it to a worker, or takes it from the one it has. Open runs stay with whoever began them. */
export async function changePlaybook(
  context: ApiContext,
  request: {
    id: string;
    name?: string | undefined;
    /** `null`: nobody's. */
    workerId?: string | null | undefined;
    by: string;
  },
): Promise<PlaybookView> {
  const { store, workspaceId } = context;
  const worker = request.workerId ? await workerToGiveWorkTo(context, request.workerId) : undefined;
  const before = await getPlaybook(store, workspaceId, request.id);
  const { kind, doc } = await updatePlaybook(store, workspaceId, request.id, (playbook) => {
    const changed = withChanges(playbook, request);
    const isSame = changed.name === playbook.name && changed.workerId === playbook.workerId;
    return isSame || playbook.rest?.state === 'deleted'
      ? undefined
      : { ...changed, changedAt: context.now() };
  });
  refuseAtRest(doc, ['deleted']);
  context.published.forget(doc.id);
  if (kind === 'done')
    await audit(context, {
      actor: request.by,
      action: 'playbook.changed',
      target: doc.id,
      summary: await whatChanged(context, before, doc, worker),
    });
  // The new worker may be at home where the old one was not.
  const published = await context.published.find(doc.id);
  if (published && request.workerId !== undefined) await context.schedules.keepOf(published);
  return playbookView(context, doc);
}

function withChanges(
  { workerId: before, ...playbook }: Playbook,
  { name, workerId = before }: { name?: string | undefined; workerId?: string | null | undefined },
): Playbook {
  return { ...playbook, ...(name !== undefined && { name }), ...(workerId && { workerId }) };
}

async function whatChanged(
  { store, workspaceId }: ApiContext,
  before: Playbook,
  after: Playbook,
  worker: Worker | undefined,
): Promise<string> {
  const sentences: string[] = [];
  if (after.name !== before.name) sentences.push(`Renamed “${before.name}” to “${after.name}”.`);
  if (after.workerId !== before.workerId) {
    const old = before.workerId && (await findWorker(store, workspaceId, before.workerId));
    const from = old ? ` from ${old.name}` : '';
    sentences.push(
      worker ? `Gave “${after.name}” to ${worker.name}.` : `Took “${after.name}”${from}: it is nobody’s now.`,
    );
  }
  return sentences.join(' ');
}
