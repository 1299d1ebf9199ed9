import type { DecisionMessage } from './decision-message.ts';
import type { Approval } from './documents.ts';

/** What a decided row tells its run: the same from the relay and for a run that asks the row before it lets it expire. */
export function decisionMessageOf(approval: Approval): DecisionMessage | undefined {
  const { id, decision } = approval;
  if (!decision) return undefined;
  const input = approval.action?.input ?? approval.fields;
  return {
    approvalId: id,
    decisionId: decision.id,
    verdict: decision.verdict,
    isEdited: decision.isEdited,
    by: decision.by,
    ...(decision.isEdited && input !== undefined && { input }),
    ...(decision.comment !== undefined && { comment: decision.comment }),
  };
}
