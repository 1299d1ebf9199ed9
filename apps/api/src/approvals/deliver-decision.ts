import type { Approval, DecisionMessage } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

const longestPauseMs = 60_000;
/** A decision that was sent but not taken in by then is sent again. */
const appliedWithinMs = 60_000;

/**
 * Signals a decision to its run. It may arrive twice, which the run notices by its id; it is never lost, because only
 * success is written down. Returns the approval as it is afterwards.
 */
export async function deliverDecision(context: ApiContext, approval: Approval): Promise<Approval> {
  const { decision } = approval;
  if (!decision) return approval;
  try {
    const outcome = await context.temporal.runs.decide(approval.workflowId, messageOf(approval, decision));
    return await note(context, approval, outcome === 'sent' ? 'sent' : 'orphaned');
  } catch (error) {
    context.log.warn({ err: error, approvalId: approval.id }, 'a decision could not be sent yet');
    return await note(context, approval, 'pending');
  }
}

function messageOf(approval: Approval, decision: NonNullable<Approval['decision']>): DecisionMessage {
  const input = approval.action?.input ?? approval.fields;
  return {
    approvalId: approval.id,
    decisionId: decision.id,
    verdict: decision.verdict,
    isEdited: decision.isEdited,
    by: decision.by,
    ...(decision.isEdited && input !== undefined && { input }),
    ...(decision.comment !== undefined && { comment: decision.comment }),
  };
}

async function note(
  context: ApiContext,
  approval: Approval,
  state: 'sent' | 'pending' | 'orphaned',
): Promise<Approval> {
  const outcome = await update(context.store.approvals, approval.id, (current) => {
    // The run may have taken it in meanwhile; that stays.
    if (current.state !== 'decided' || current.delivery.state === 'applied') return undefined;
    const tries = current.delivery.tries + 1;
    const pause =
      state === 'sent' ? appliedWithinMs : Math.min(longestPauseMs, 1_000 * 2 ** Math.min(tries, 10));
    return { ...current, delivery: { state, tries, nextAt: context.now() + pause } };
  });
  return outcome.kind === 'missing' ? approval : outcome.doc;
}
