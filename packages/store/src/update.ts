import { setTimeout as pause } from 'node:timers/promises';
import { DocumentError, UpdateGaveUpError } from './errors.ts';
import type { Collection, Document } from './port.ts';

export type Updated<T> =
  | { kind: 'done'; doc: T }
  /** `change` returned undefined: the document is as it was. */
  | { kind: 'unchanged'; doc: T }
  | { kind: 'missing' };

/**
 * The one way to change a document: read, apply a pure change, write if the revision still holds, else again.
 * `change` may run several times, so it must not act on the world; return undefined to leave things as they are.
 */
export async function update<T extends Document>(
  collection: Collection<T>,
  id: string,
  change: (doc: T) => T | undefined,
  { mostTries = 100 } = {},
): Promise<Updated<T>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const doc = await collection.get(id);
    if (!doc) return { kind: 'missing' };
    const changed = change(doc);
    if (changed === undefined) return { kind: 'unchanged', doc };
    if (changed.id !== doc.id || changed.workspaceId !== doc.workspaceId)
      throw new DocumentError(`A change of ${collection.name} "${id}" keeps its id and its workspace.`);
    const outcome = await collection.replace(changed, doc.revision);
    if (outcome === 'done') return { kind: 'done', doc: { ...changed, revision: doc.revision + 1 } };
    // Jitter, or writers that collided once keep colliding in step.
    await pause(Math.random() * Math.min(100, 2 + tries * 4));
  }
  throw new UpdateGaveUpError(
    `${collection.name} "${id}" was changed by others ${mostTries} times in a row: try again in a moment.`,
  );
}
