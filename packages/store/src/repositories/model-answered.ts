import type { Store } from '../store.ts';
import { findSetting, putSetting } from './settings.ts';

const name = 'model-answered-at';

/** When the model last answered somebody; undefined when it never did. */
export async function findModelAnswered(store: Store, workspaceId: string): Promise<number | undefined> {
  const at = await findSetting(store, workspaceId, name);
  return typeof at === 'number' ? at : undefined;
}

export function putModelAnswered(store: Store, workspaceId: string, at: number): Promise<void> {
  return putSetting(store, workspaceId, name, at);
}
