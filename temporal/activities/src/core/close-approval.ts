import type { Approval, Effect } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { CoreHost } from '../activity-host.ts';

export type CloseApprovalInput = {
  workspaceId: string;
  close: Omit<Extract<Effect, { type: 'close-approval' }>, 'type'>;
};

/** Records what the run made of a question; the run has the final word. A closed one never changes again. */
export function createCloseApproval({ store }: CoreHost) {
  return async ({
    workspaceId,
    close,
  }: CloseApprovalInput): Promise<{ state: Approval['state'] | 'missing' }> => {
    const { approvalId, state, decisionId } = close;
    const closed = await update(store.approvals, approvalId, (approval): Approval | undefined => {
      const isOpen = approval.state === 'open' || approval.state === 'decided';
      const isOther = state === 'applied' && approval.decision?.id !== decisionId;
      if (approval.workspaceId !== workspaceId || !isOpen || isOther) return undefined;
      const now = Date.now();
      // Whatever the outcome, the relay has nothing left to deliver.
      return {
        ...approval,
        state,
        changedAt: now,
        delivery: { ...approval.delivery, state: 'applied', nextAt: now },
      };
    });
    return { state: closed.kind === 'missing' ? 'missing' : closed.doc.state };
  };
}
