import type { PlaybookView } from '@dayshift/contracts';
import { newId } from '@dayshift/model';
import { findWorker, getPlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { copyOfGraph } from '../playbooks/copy-of-graph.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';

const longestName = 120;

/** A new playbook with the same draft, of the same worker, that nothing starts yet. The same key again finds the one it made. */
export async function duplicatePlaybook(
  context: ApiContext,
  request: { id: string; by: string; idempotencyKey?: string | undefined },
): Promise<PlaybookView> {
  const { store, workspaceId } = context;
  const original = await getPlaybook(store, workspaceId, request.id);
  refuseAtRest(original, ['deleted']);
  const worker = original.workerId && (await findWorker(store, workspaceId, original.workerId));
  const now = context.now();
  const id = request.idempotencyKey
    ? derivedId('pb', workspaceId, original.id, 'copy', request.idempotencyKey)
    : newId('pb', now);
  const name = copyName(original.name, await takenNames(context));
  const outcome = await store.playbooks.insert({
    id,
    workspaceId,
    name,
    ...(worker && worker.leftAt === undefined && { workerId: worker.id }),
    draft: copyOfGraph(original.draft),
    draftRevision: 1,
    draftSavedAt: now,
    publishedVersion: 0,
    createdAt: now,
    changedAt: now,
  });
  if (outcome === 'inserted')
    await audit(context, {
      actor: request.by,
      action: 'playbook.duplicated',
      target: id,
      summary: `Copied “${original.name}” as “${name}”.`,
    });
  return playbookView(context, await getPlaybook(store, workspaceId, id));
}

async function takenNames({ store, workspaceId }: ApiContext): Promise<Set<string>> {
  const playbooks = await store.playbooks.find({
    where: { workspaceId },
    order: { by: 'changedAt', direction: 'descending' },
    limit: 1000,
  });
  return new Set(playbooks.map(({ name }) => name));
}

/** “Refunds (copy)”, then “Refunds (copy 2)”. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/ \(copy(?: \d{1,4})?\)$/, '');
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? ' (copy)' : ` (copy ${number})`;
    const wanted = stem.slice(0, longestName - end.length) + end;
    if (!taken.has(wanted)) return wanted;
  }
}
