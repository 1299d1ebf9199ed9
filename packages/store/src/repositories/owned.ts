import { NotFoundError } from '../errors.ts';
import type { Collection, Document } from '../port.ts';
import { update } from '../update.ts';
import { checkedWorkspace } from './workspace.ts';

/** A document of this workspace. One that belongs to another is not there: an id proves no right. */
export async function findOwned<T extends Document>(
  collection: Collection<T>,
  workspaceId: string,
  id: string,
): Promise<T | undefined> {
  checkedWorkspace(workspaceId);
  const doc = await collection.get(id);
  return doc?.workspaceId === workspaceId ? doc : undefined;
}

export async function getOwned<T extends Document>(
  collection: Collection<T>,
  workspaceId: string,
  id: string,
): Promise<T> {
  const doc = await findOwned(collection, workspaceId, id);
  if (!doc) throw new NotFoundError(collection.name, id);
  return doc;
}

/** Changes a document of this workspace, as `update` does; one of another is not found. */
export async function updateOwned<T extends Document>(
  collection: Collection<T>,
  workspaceId: string,
  id: string,
  change: (doc: T) => T | undefined,
): Promise<{ kind: 'done' | 'unchanged'; doc: T }> {
  await getOwned(collection, workspaceId, id);
  const updated = await update(collection, id, change);
  if (updated.kind === 'missing') throw new NotFoundError(collection.name, id);
  return updated;
}
