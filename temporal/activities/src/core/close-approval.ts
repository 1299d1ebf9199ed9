import type { Approval, Effect } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { CoreHost } from '../activity-host.ts';
import { insertWithdrawn } from './insert-withdrawn.ts';

export type CloseApprovalInput = {
  workspaceId: string;
  runId: string;
  playbookId: string;
  version: number;
  close: Omit<Extract<Effect, { type: 'close-approval' }>, 'type'>;
};

/**
 * Records what the run made of a question; the run has the final word. A closed one never changes again, and one that is not
 * there yet is closed before it can open.
 */
export function createCloseApproval({ store }: CoreHost) {
  return async (input: CloseApprovalInput): Promise<{ state: Approval['state'] | 'missing' }> => {
    const { workspaceId, close } = input;
    const closed = await update(store.approvals, close.approvalId, (approval) =>
      approval.workspaceId === workspaceId ? closedAs(approval, close) : undefined,
    );
    if (closed.kind !== 'missing') return { state: closed.doc.state };
    const withdrawn = await insertWithdrawn(store, { ...input, ...close });
    // It was opened in this very moment: there is something to close after all.
    if (withdrawn === 'exists') throw new Error(`Question "${close.approvalId}" is just being opened.`);
    return { state: withdrawn === 'inserted' ? 'cancelled' : 'missing' };
  };
}

function closedAs(
  approval: Approval,
  { state, decisionId }: CloseApprovalInput['close'],
): Approval | undefined {
  const isOpen = approval.state === 'open' || approval.state === 'decided';
  const isOther = state === 'applied' && approval.decision?.id !== decisionId;
  if (!isOpen || isOther) return undefined;
  const now = Date.now();
  return {
    ...approval,
    // "Nobody answered" is never said of what somebody answered: then it came to nothing.
    state: state === 'expired' && approval.decision ? 'cancelled' : state,
    changedAt: now,
    // Whatever the outcome, the relay has nothing left to deliver.
    delivery: { ...approval.delivery, state: 'applied', nextAt: now },
  };
}
