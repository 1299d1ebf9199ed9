import type { Json } from '@dayshift/model';
import type { Store } from '../store.ts';
import { update } from '../update.ts';
import { findOwned } from './owned.ts';
import { checkedWorkspace } from './workspace.ts';

/** The value of a named setting; undefined when it was never set. */
export async function findSetting(
  store: Store,
  workspaceId: string,
  name: string,
): Promise<Json | undefined> {
  return (await findOwned(store.settings, workspaceId, settingId(workspaceId, name)))?.value;
}

export async function putSetting(
  store: Store,
  workspaceId: string,
  name: string,
  value: Json,
): Promise<void> {
  const id = settingId(workspaceId, name);
  if ((await store.settings.insert({ id, workspaceId, value })) === 'inserted') return;
  await update(store.settings, id, (setting) => ({ ...setting, value }));
}

/** Changes a setting by what it is now; `undefined` when it was never set. */
export async function updateSetting(
  store: Store,
  workspaceId: string,
  name: string,
  change: (value: Json | undefined) => Json,
): Promise<void> {
  const id = settingId(workspaceId, name);
  if ((await store.settings.insert({ id, workspaceId, value: change(undefined) })) === 'inserted') return;
  await update(store.settings, id, (setting) => ({ ...setting, value: change(setting.value) }));
}

function settingId(workspaceId: string, name: string): string {
  return `${checkedWorkspace(workspaceId)}:${name}`;
}
