import type { Playbook } from '@dayshift/model';
import { getPlaybook, updatePlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { countOpenRuns } from '../runs/cancel-open-runs.ts';
import { conflict, unprocessable } from '../server/request-error.ts';

/**
 * Takes a playbook away for good, once nothing of it is under way. It is kept as a name: its runs, its versions and who did
 * what stay readable, and nobody can draw on it or start it.
 */
export async function deletePlaybook(
  context: ApiContext,
  request: { id: string; name: string; by: string },
): Promise<{ id: string }> {
  const { store, workspaceId } = context;
  const { id, by } = request;
  const before = await getPlaybook(store, workspaceId, id);
  if (before.rest?.state === 'deleted') return { id };
  if (request.name.trim() !== before.name.trim())
    throw unprocessable('NAME_DIFFERS', `The playbook is called “${before.name}”.`, {
      path: 'name',
      hint: 'Type its name as it is, so that no other one is deleted.',
    });
  await setRest(context, id, { state: 'deleted', since: context.now(), by });
  context.published.forget(id);
  // Counted once nothing can start any more; a run that began just before keeps the playbook.
  const open = await countOpenRuns(context, { playbookId: id });
  if (open > 0) {
    await setRest(context, id, before.rest);
    context.published.forget(id);
    throw conflict(
      'PLAYBOOK_HAS_OPEN_RUNS',
      `“${before.name}” has ${open === 1 ? 'one open run' : `${open} open runs`}.`,
      { hint: 'Let them end or cancel them first; pausing it keeps new ones from starting.' },
    );
  }
  const published = await context.published.find(id);
  if (published) await context.schedules.keepOf(published);
  await audit(context, {
    actor: by,
    action: 'playbook.deleted',
    target: id,
    summary: `Deleted the playbook “${before.name}”.`,
  });
  return { id };
}

async function setRest(context: ApiContext, id: string, wanted: Playbook['rest']): Promise<void> {
  const changedAt = context.now();
  await updatePlaybook(
    context.store,
    context.workspaceId,
    id,
    ({ rest: _rest, ...playbook }): Playbook => ({
      ...playbook,
      ...(wanted && { rest: wanted }),
      changedAt,
    }),
  );
}
