import type { ApprovalRow } from '@dayshift/contracts';
import { type Approval, noDeadline } from '@dayshift/model';
import { shortQuestion } from './question-of.ts';

/** A question as the inbox lists it. */
export function approvalRow(
  approval: Approval,
  workerNames: ReadonlyMap<string, string>,
  overRuns: ReadonlySet<string> = new Set(),
): ApprovalRow {
  const { decision, execution, action, workerId } = approval;
  const workerName = workerNames.get(workerId ?? '');
  return {
    id: approval.id,
    title: shortQuestion(approval),
    ...(action && { operation: action.operation }),
    stepTitle: approval.stepTitle,
    runId: approval.runId,
    runTitle: approval.runTitle,
    playbookId: approval.playbookId,
    playbookName: approval.playbookName,
    version: approval.version,
    ...(workerId !== undefined && { workerId }),
    ...(workerName !== undefined && { workerName }),
    assignee: approval.assignee,
    openedAt: approval.openedAt,
    ...(approval.dueAt !== noDeadline && { dueAt: approval.dueAt }),
    state: approval.state,
    ...(decision && { decision: withoutSignature(decision) }),
    ...(execution && { execution }),
    ...(overRuns.has(approval.runId) && { isRunOver: true }),
  };
}

function withoutSignature({ signature: _signature, ...decision }: NonNullable<Approval['decision']>) {
  return decision;
}
