import type { ApprovalRow } from '@dayshift/contracts';
import { listClosedApprovals, listWaitingApprovals } from '@dayshift/store';
import { approvalRow } from '../approvals/approval-row.ts';
import { overRuns } from '../approvals/over-runs.ts';
import { pressingMs } from '../approvals/pressing.ts';
import type { ApiContext } from '../context.ts';
import { whoseQuestions } from '../people/whose-questions.ts';
import { workerNames } from '../workers/worker-names.ts';

export interface ApprovalQuery {
  state: 'open' | 'decided';
  /** Of open ones: for the one who asks, for somebody else, or both. */
  whose: 'mine' | 'others' | 'all';
  cursor?: string | undefined;
  limit: number;
}

/** Open questions, what presses first and then the oldest; or what became of earlier ones, newest first. */
export async function listApprovals(
  context: ApiContext,
  { state, whose, ...page }: ApprovalQuery,
  user: string,
): Promise<{ items: ApprovalRow[]; nextCursor?: string; open: number; openForOthers: number }> {
  const { store, workspaceId } = context;
  const [{ mine, others }, names] = await Promise.all([whoseQuestions(context, user), workerNames(context)]);
  const assignees = {
    mine: mine.assignees,
    others: others.assignees,
    all: [...mine.assignees, ...others.assignees],
  }[whose];
  const pressingBefore = context.now() + pressingMs;
  const { items, ...rest } =
    state === 'open'
      ? await listWaitingApprovals(store, workspaceId, { assignees, pressingBefore, ...page })
      : await listClosedApprovals(store, workspaceId, page);
  const over = await overRuns(context, items);
  return {
    items: items.map((approval) => approvalRow(approval, names, over)),
    ...rest,
    open: mine.count,
    openForOthers: others.count,
  };
}
