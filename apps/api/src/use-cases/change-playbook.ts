import type { PlaybookView } from '@dayshift/contracts';
import { getWorker, updatePlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { playbookView } from '../playbooks/playbook-view.ts';

/** Renames a playbook or gives it to a worker. */
export async function changePlaybook(
  context: ApiContext,
  request: { id: string; name?: string | undefined; workerId?: string | undefined; by: string },
): Promise<PlaybookView> {
  const worker =
    request.workerId === undefined
      ? undefined
      : await getWorker(context.store, context.workspaceId, request.workerId);
  const outcome = await updatePlaybook(context.store, context.workspaceId, request.id, (playbook) => ({
    ...playbook,
    ...(request.name !== undefined && { name: request.name }),
    ...(worker && { workerId: worker.id }),
    changedAt: context.now(),
  }));
  context.published.forget(request.id);
  await audit(context, {
    actor: request.by,
    action: 'playbook.changed',
    target: request.id,
    summary: worker ? `Gave the playbook to ${worker.name}.` : `Renamed the playbook to “${request.name}”.`,
  });
  return playbookView(context, outcome.doc);
}
