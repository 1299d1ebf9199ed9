import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Deliverable } from '@dayshift/model';
import type { Store } from '@dayshift/store';
import type { EffectsHost } from '../activity-host.ts';
import { OperationFailure } from '../operation-failure.ts';
import type { OperationHandler } from '../operation-handler.ts';

type DeliverablesHost = Pick<EffectsHost, 'store' | 'deliverablesFolder'>;

/** Writes the next version of a deliverable: into the store, and as a file where the host keeps a folder for them. */
export function createDeliverableWrite({
  store,
  deliverablesFolder,
}: DeliverablesHost): OperationHandler<'deliverable.write'> {
  return async ({ path, title, content }, { call, idempotencyKey }) => {
    const run = await store.runs.get(call.runId);
    const deliverable = await insertNextVersion(store, {
      id: `del_${idempotencyKey}`,
      workspaceId: call.workspaceId,
      path,
      title,
      content,
      mediaType: 'text/markdown',
      runId: call.runId,
      playbookId: call.playbookId,
      workerId: run?.workerId,
      createdAt: Date.now(),
    });
    if (deliverablesFolder) await writeCopy(join(deliverablesFolder, call.workspaceId, path), deliverable);
    return { output: { deliverableId: deliverable.id, path, version: deliverable.version } };
  };
}

type NewDeliverable = Omit<Deliverable, 'revision' | 'version'>;

const mostTries = 50;

/** The id comes from the idempotency key and (path, version) is unique: a repeat finds its own, a rival takes the next. */
async function insertNextVersion(
  store: Store,
  deliverable: NewDeliverable,
): Promise<NewDeliverable & { version: number }> {
  const { id, workspaceId, path } = deliverable;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const own = await store.deliverables.get(id);
    if (own) return own;
    const order = { by: 'version', direction: 'descending' } as const;
    const [newest] = await store.deliverables.find({ where: { workspaceId, path }, order, limit: 1 });
    const next = { ...deliverable, version: (newest?.version ?? 0) + 1 };
    if ((await store.deliverables.insert(next)) === 'inserted') return next;
  }
  const text = `"${path}" is being written by many runs at once; it is tried again in a moment.`;
  throw new OperationFailure('DELIVERABLE_BUSY', text, { isRetryable: true, effect: 'not-happened' });
}

/** Renamed into place, so that a reader never sees half a file. The contract's pattern keeps the path inside the folder. */
async function writeCopy(file: string, { id, content }: { id: string; content: string }): Promise<void> {
  const draft = `${file}.${id}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, content);
  await rename(draft, file);
}
