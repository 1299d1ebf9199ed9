import type { ApprovalView } from '@dayshift/contracts';
import { planIndex } from '@dayshift/engine';
import { type Approval, noDeadline } from '@dayshift/model';
import { findRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { planOfRun } from '../runs/plan-of-run.ts';

/** What the playbook does at the deadline, read from its plan. A timeout never approves. */
export async function ifNobodyAnswers(
  context: ApiContext,
  approval: Approval,
): Promise<ApprovalView['ifNobodyAnswers']> {
  if (approval.dueAt === noDeadline) return [];
  const run = await findRun(context.store, context.workspaceId, approval.runId);
  if (!run) return [];
  const { plan } = await planOfRun(context, { ...run, version: approval.version });
  const index = planIndex(plan);
  const step = plan.steps.find(
    ({ kind, nodeId, id }) =>
      kind === 'approve' && nodeId === approval.nodeId && isInstanceOf(approval.key, id),
  );
  const next = step?.ports.find(({ name }) => name === 'expired')?.to ?? [];
  const titles = next.flatMap((id) => index.step(id)?.title ?? []);
  const nothing = approval.action ? 'it is not carried out' : 'it counts as not answered';
  const then = titles.length > 0 ? `then: ${titles.join(', ')}` : 'the run goes no further this way';
  return [{ at: approval.dueAt, what: `${nothing}; ${then}` }];
}

function isInstanceOf(key: string, stepId: string): boolean {
  return key === stepId || key.startsWith(`${stepId}@`) || key.startsWith(`${stepId}!`);
}
