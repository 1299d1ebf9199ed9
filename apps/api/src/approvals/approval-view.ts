import type { ApprovalView } from '@dayshift/contracts';
import type { Approval } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { workerNames } from '../workers/worker-names.ts';
import { approvalRow } from './approval-row.ts';
import { editSchemaOf } from './edit-schema.ts';
import { ifNobodyAnswers } from './if-nobody-answers.ts';
import { whatLedHere } from './what-led-here.ts';

/** A question in full: the rendered action, what happens without an answer, and what led to it. */
export async function approvalView(context: ApiContext, approval: Approval): Promise<ApprovalView> {
  const [names, fallback, led, history] = await Promise.all([
    workerNames(context),
    ifNobodyAnswers(context, approval),
    whatLedHere(context, approval),
    earlierAnswers(context, approval),
  ]);
  const editSchema = editSchemaOf(approval);
  return {
    ...approvalRow(approval, names),
    ...(approval.action && { action: approval.action }),
    ...(approval.fields !== undefined && { fields: approval.fields }),
    ...(approval.reason !== undefined && { reason: approval.reason }),
    digest: approval.digest,
    ...(editSchema && { editSchema }),
    ifNobodyAnswers: fallback,
    led,
    history,
  };
}

const mostCounted = 500;

/** How the last questions of the same step were answered. */
async function earlierAnswers(
  context: ApiContext,
  { playbookId, nodeId, id }: Approval,
): Promise<ApprovalView['history']> {
  const answered = await context.store.approvals.find({
    where: { workspaceId: context.workspaceId, playbookId, state: { in: ['decided', 'applied'] } },
    order: { by: 'changedAt', direction: 'descending' },
    limit: mostCounted,
  });
  const decisions = answered.flatMap((each) =>
    each.nodeId === nodeId && each.id !== id && each.decision ? [each.decision] : [],
  );
  const approved = decisions.filter(({ verdict }) => verdict === 'approve');
  return {
    approved: approved.length,
    edited: approved.filter(({ isEdited }) => isEdited).length,
    rejected: decisions.length - approved.length,
  };
}
