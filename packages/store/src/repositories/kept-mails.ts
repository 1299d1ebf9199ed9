import type { KeptMail } from '@dayshift/model';
import type { Store } from '../store.ts';
import { getOwned, updateOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

/** Mails that started no run, newest first. */
export function listKeptMails(
  store: Store,
  workspaceId: string,
  page: PageRequest = {},
): Promise<Page<KeptMail>> {
  return listPage(store.mailKept, {
    where: within(workspaceId),
    order: { by: 'receivedAt', direction: 'descending' },
    ...page,
  });
}

export function getKeptMail(store: Store, workspaceId: string, id: string): Promise<KeptMail> {
  return getOwned(store.mailKept, workspaceId, id);
}

export function updateKeptMail(
  store: Store,
  workspaceId: string,
  id: string,
  change: (mail: KeptMail) => KeptMail | undefined,
): Promise<{ kind: 'done' | 'unchanged'; doc: KeptMail }> {
  return updateOwned(store.mailKept, workspaceId, id, change);
}

/** Those that nobody did anything with. */
export function countKeptMails(store: Store, workspaceId: string): Promise<number> {
  return store.mailKept.count(within(workspaceId, { 'handled.as': null }));
}
