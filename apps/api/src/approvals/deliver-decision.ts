import { type Approval, type Decision, decisionMessageOf } from '@dayshift/model';
import { update } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';

const longestPauseMs = 60_000;
/** A decision that was sent but not taken in by then is sent again. */
const appliedWithinMs = 60_000;

/**
 * Signals a decision to its run, once it is in the audit: what nobody wrote down must not take effect. It may arrive twice,
 * which the run notices by its id; it is never lost, because only success is noted. Returns the approval as it is afterwards.
 */
export async function deliverDecision(context: ApiContext, approval: Approval): Promise<Approval> {
  const { decision } = approval;
  const message = decisionMessageOf(approval);
  if (!decision || !message) return approval;
  await auditDecision(context, approval, decision);
  try {
    const outcome = await context.temporal.runs.decide(approval.workflowId, message);
    return await note(context, approval, outcome === 'sent' ? 'sent' : 'orphaned');
  } catch (error) {
    context.log.warn({ err: error, approvalId: approval.id }, 'a decision could not be sent yet');
    return await note(context, approval, 'pending');
  }
}

function auditDecision(context: ApiContext, { id, title }: Approval, decision: Decision): Promise<void> {
  const isYes = decision.verdict === 'approve';
  const what = isYes ? (decision.isEdited ? 'Edited and approved' : 'Approved') : 'Rejected';
  return audit(context, {
    id: derivedId('aud', id, decision.id),
    actor: decision.by,
    action: isYes ? 'approval.approved' : 'approval.rejected',
    target: id,
    summary: `${what} “${title}”, digest ${decision.digest.slice(0, 12)}.`,
  });
}

async function note(
  context: ApiContext,
  approval: Approval,
  state: 'sent' | 'pending' | 'orphaned',
): Promise<Approval> {
  const outcome = await update(context.store.approvals, approval.id, (current) => {
    // The run may have taken it in meanwhile; that stays.
    if (current.state !== 'decided') return undefined;
    const tries = current.delivery.tries + 1;
    const pause =
      state === 'sent' ? appliedWithinMs : Math.min(longestPauseMs, 1_000 * 2 ** Math.min(tries, 10));
    const noted = { ...current, delivery: { state, tries, nextAt: context.now() + pause } };
    // Its run is over: the answer stays in the row, and comes to nothing.
    return state === 'orphaned' ? { ...noted, state: 'cancelled' as const, changedAt: context.now() } : noted;
  });
  return outcome.kind === 'missing' ? approval : outcome.doc;
}
