import type { AuditRow } from '@dayshift/contracts';
import { listAuditEntries } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/** Who did what, newest first. */
export async function listAudit(
  context: ApiContext,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditRow[]; nextCursor?: string }> {
  const { items, ...page } = await listAuditEntries(context.store, context.workspaceId, query);
  return {
    items: items.map(({ id, at, actor, action, target, summary, result }) => ({
      id,
      at,
      actor,
      action,
      target,
      summary,
      result,
    })),
    ...page,
  };
}
