import type { ApprovalRow } from '@dayshift/contracts';
import { countOpenApprovals, listClosedApprovals, listOpenApprovals } from '@dayshift/store';
import { approvalRow } from '../approvals/approval-row.ts';
import type { ApiContext } from '../context.ts';
import { workerNames } from '../workers/worker-names.ts';

/** Open questions, oldest due first; or what became of earlier ones, newest first. */
export async function listApprovals(
  context: ApiContext,
  query: { state: 'open' | 'decided'; cursor?: string | undefined; limit: number },
): Promise<{ items: ApprovalRow[]; nextCursor?: string; open: number }> {
  const { store, workspaceId } = context;
  const list = query.state === 'open' ? listOpenApprovals : listClosedApprovals;
  const [{ items, ...page }, open, names] = await Promise.all([
    list(store, workspaceId, { cursor: query.cursor, limit: query.limit }),
    countOpenApprovals(store, workspaceId),
    workerNames(context),
  ]);
  return { items: items.map((approval) => approvalRow(approval, names)), ...page, open };
}
