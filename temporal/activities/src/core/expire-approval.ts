import { type Approval, type DecisionMessage, decisionMessageOf } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { CoreHost } from '../activity-host.ts';
import { insertWithdrawn } from './insert-withdrawn.ts';

export type ExpireApprovalInput = {
  workspaceId: string;
  runId: string;
  playbookId: string;
  version: number;
  expire: { key: string; approvalId: string };
};
export type ExpiredApproval = { state: 'expired' } | { state: 'decided'; decision: DecisionMessage };

/**
 * Asks the row before a run says that nobody answered: either the question expires here and no answer is taken any more, or
 * somebody answered in time and the run takes that. One compare-and-set, so a deadline has one winner.
 */
export function createExpireApproval({ store }: CoreHost) {
  return async (input: ExpireApprovalInput): Promise<ExpiredApproval> => {
    const { workspaceId, expire } = input;
    const outcome = await update(store.approvals, expire.approvalId, (approval): Approval | undefined => {
      if (approval.workspaceId !== workspaceId || approval.state !== 'open') return undefined;
      const now = Date.now();
      return {
        ...approval,
        state: 'expired',
        changedAt: now,
        delivery: { ...approval.delivery, state: 'applied', nextAt: now },
      };
    });
    if (outcome.kind === 'missing') {
      if ((await insertWithdrawn(store, { ...input, ...expire })) === 'exists')
        throw new Error(`Question "${expire.approvalId}" is just being opened.`);
      return { state: 'expired' };
    }
    const { doc } = outcome;
    // `applied`: an earlier attempt of this very question was answered so, and its answer was lost on the way.
    const isAnswered = doc.state === 'decided' || doc.state === 'applied';
    const decision = isAnswered && doc.workspaceId === workspaceId ? decisionMessageOf(doc) : undefined;
    return decision ? { state: 'decided', decision } : { state: 'expired' };
  };
}
