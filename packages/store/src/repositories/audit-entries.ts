import type { AuditEntry } from '@dayshift/model';
import type { Store } from '../store.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

/** Who did what, newest first. */
export function listAuditEntries(
  store: Store,
  workspaceId: string,
  { actor, target, ...page }: PageRequest & { actor?: string; target?: string } = {},
): Promise<Page<AuditEntry>> {
  return listPage(store.auditEntries, {
    where: within(workspaceId, { actor, target }),
    order: { by: 'at', direction: 'descending' },
    ...page,
  });
}
