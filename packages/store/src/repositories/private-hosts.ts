import { type PrivateHost, privateHostSchema } from '@dayshift/model';
import { z } from 'zod';
import type { Store } from '../store.ts';
import { update } from '../update.ts';
import { findSetting } from './settings.ts';
import { checkedWorkspace } from './workspace.ts';

const hostsSchema = z.array(privateHostSchema);

/** Private hosts that this workspace has opened for its playbooks. */
export async function listPrivateHosts(store: Store, workspaceId: string): Promise<PrivateHost[]> {
  return hostsSchema.parse((await findSetting(store, workspaceId, name)) ?? []);
}

/** Opens a host, or closes one; of two at once both count. False when it was so already. */
export async function changePrivateHosts(
  store: Store,
  workspaceId: string,
  change: (hosts: PrivateHost[]) => PrivateHost[] | undefined,
): Promise<boolean> {
  const id = `${checkedWorkspace(workspaceId)}:${name}`;
  await store.settings.insert({ id, workspaceId, value: [] });
  const { kind } = await update(store.settings, id, (setting) => {
    const value = change(hostsSchema.parse(setting.value));
    return value && { ...setting, value };
  });
  return kind === 'done';
}

const name = 'private-hosts';
