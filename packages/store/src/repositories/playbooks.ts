import type { Playbook, PlaybookVersion } from '@dayshift/model';
import type { Store } from '../store.ts';
import { findOwned, getOwned, updateOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

export function findPlaybook(store: Store, workspaceId: string, id: string): Promise<Playbook | undefined> {
  return findOwned(store.playbooks, workspaceId, id);
}

export function getPlaybook(store: Store, workspaceId: string, id: string): Promise<Playbook> {
  return getOwned(store.playbooks, workspaceId, id);
}

export function updatePlaybook(
  store: Store,
  workspaceId: string,
  id: string,
  change: (playbook: Playbook) => Playbook | undefined,
): Promise<{ kind: 'done' | 'unchanged'; doc: Playbook }> {
  return updateOwned(store.playbooks, workspaceId, id, change);
}

/** Playbooks, the one changed last first. */
export function listPlaybooks(
  store: Store,
  workspaceId: string,
  { workerId, ...page }: PageRequest & { workerId?: string } = {},
): Promise<Page<Playbook>> {
  return listPage(store.playbooks, {
    where: within(workspaceId, { workerId }),
    order: { by: 'changedAt', direction: 'descending' },
    ...page,
  });
}

export function findVersion(
  store: Store,
  workspaceId: string,
  of: { playbookId: string; version: number },
): Promise<PlaybookVersion | undefined> {
  return findOwned(store.versions, workspaceId, `${of.playbookId}:${of.version}`);
}

export function getVersion(
  store: Store,
  workspaceId: string,
  of: { playbookId: string; version: number },
): Promise<PlaybookVersion> {
  return getOwned(store.versions, workspaceId, `${of.playbookId}:${of.version}`);
}

/** Published versions, newest first. */
export function listVersions(
  store: Store,
  workspaceId: string,
  playbookId: string,
  page: PageRequest = {},
): Promise<Page<PlaybookVersion>> {
  return listPage(store.versions, {
    where: within(workspaceId, { playbookId }),
    order: { by: 'version', direction: 'descending' },
    ...page,
  });
}
