import type { KeptMail } from '@dayshift/model';
import type { Store } from '../store.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

/** Mails that could not be parsed, newest first. */
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
