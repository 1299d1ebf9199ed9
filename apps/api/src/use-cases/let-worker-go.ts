import type { LetGo } from '@dayshift/contracts';
import { getWorker, updateWorker } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { cancelOpenRuns } from '../runs/cancel-open-runs.ts';
import { unprocessable } from '../server/request-error.ts';
import { workerToGiveWorkTo } from '../workers/worker-to-give-work-to.ts';
import { changePlaybook } from './change-playbook.ts';
import { setPlaybookState } from './set-playbook-state.ts';

/**
 * Lets a worker go. What it did stays; its playbooks go to another worker, or are nobody's and paused until somebody has them.
 * Every step finds itself done already, so that a press that was cut off is pressed again.
 */
export async function letWorkerGo(
  context: ApiContext,
  request: LetGo & { id: string; by: string },
): Promise<{ id: string; playbooks: number; cancelledRuns: number }> {
  const { store, workspaceId } = context;
  const { id, by, handOverTo } = request;
  const worker = await getWorker(store, workspaceId, id);
  if (handOverTo === id)
    throw unprocessable('SAME_WORKER', `${worker.name} cannot take over its own playbooks.`, {
      path: 'handOverTo',
      hint: 'Choose another worker, or let the playbooks rest.',
    });
  const heir = handOverTo === undefined ? undefined : await workerToGiveWorkTo(context, handOverTo);
  const now = context.now();
  // First of all: from here on nothing new starts for it, whatever is still to be handed over.
  const { kind } = await updateWorker(store, workspaceId, id, (current) =>
    current.leftAt === undefined ? { ...current, leftAt: now } : undefined,
  );
  context.published.forget();
  const items = await store.playbooks.find({
    where: { workspaceId, workerId: id },
    order: { by: 'changedAt', direction: 'descending' },
    limit: 1000,
  });
  for (const playbook of items) {
    if (playbook.rest?.state === 'deleted') continue;
    if (!heir && !playbook.rest && playbook.publishedVersion > 0)
      await setPlaybookState(context, {
        id: playbook.id,
        state: 'paused',
        openRuns: 'go-on',
        by,
        note: `${worker.name} was let go.`,
      });
    await changePlaybook(context, { id: playbook.id, workerId: heir?.id ?? null, by });
  }
  const because = `${worker.name} was let go.`;
  const cancelledRuns =
    request.openRuns === 'cancel' ? await cancelOpenRuns(context, { workerId: id }, { by, because }) : 0;
  if (kind === 'done')
    await audit(context, {
      actor: by,
      action: 'worker.let-go',
      target: id,
      summary: `Let ${worker.name} go${heir ? `; ${heir.name} takes over` : ''}.`,
    });
  return { id, playbooks: items.length, cancelledRuns };
}

/** Takes a worker back who was let go. Its playbooks were given away or rest, and stay so. */
export async function takeWorkerBack(
  context: ApiContext,
  { id, by }: { id: string; by: string },
): Promise<{ id: string }> {
  const { kind, doc } = await updateWorker(context.store, context.workspaceId, id, ({ leftAt, ...worker }) =>
    leftAt === undefined ? undefined : worker,
  );
  context.published.forget();
  if (kind === 'done')
    await audit(context, {
      actor: by,
      action: 'worker.taken-back',
      target: id,
      summary: `Took ${doc.name} back.`,
    });
  return { id };
}
