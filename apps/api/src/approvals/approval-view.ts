import type { ApprovalView } from '@dayshift/contracts';
import type { Projection } from '@dayshift/engine';
import { compileTemplate } from '@dayshift/expressions';
import type { Approval, Graph, Plan } from '@dayshift/model';
import { findRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { planOfRun } from '../runs/plan-of-run.ts';
import { projectRun } from '../runs/project-run.ts';
import { workerNames } from '../workers/worker-names.ts';
import { approvalRow } from './approval-row.ts';
import { type AskingStep, askingStep } from './asking-step.ts';
import { countsAsEvidence } from './counts-as-evidence.ts';
import { decisionVerbs } from './decision-verbs.ts';
import { editSchemaOf } from './edit-schema.ts';
import { matterOf } from './matter-of.ts';
import { overRuns } from './over-runs.ts';
import { questionOf } from './question-of.ts';
import { whatLedHere } from './what-led-here.ts';
import { ifNobodyAnswers, whereItLeads } from './where-it-leads.ts';
import { whoseWords } from './whose-words.ts';

/** A question in full: what is asked about whom, the rendered action, where each answer leads, and what led to it. */
export async function approvalView(context: ApiContext, approval: Approval): Promise<ApprovalView> {
  const run = await findRun(context.store, context.workspaceId, approval.runId);
  const [names, over, drawn, projection, history] = await Promise.all([
    workerNames(context),
    overRuns(context, [approval]),
    run && drawnAs(context, { ...run, version: approval.version }),
    // The card must open even when Temporal does not answer: what led here is a help, not the decision.
    run && projectRun(context, run).catch(() => undefined),
    earlierAnswers(context, approval),
  ]);
  const editSchema = editSchemaOf(approval);
  const matter = matterOf(approval, run);
  const plan = drawn?.plan;
  const leads = plan && whereItLeads(plan, approval);
  return {
    ...approvalRow(approval, names, over),
    question: questionOf(approval, matter),
    verbs: decisionVerbs(authorsWords(approval, plan), approval.action?.operation, matter.amount),
    matter,
    ...(approval.action && { action: approval.action }),
    ...(approval.fields !== undefined && { fields: approval.fields }),
    ...(approval.reason !== undefined && {
      reason: approval.reason,
      reasonBy: whoseReason(approval, plan, projection),
    }),
    digest: approval.digest,
    ...(editSchema && { editSchema }),
    ...(leads && { leads }),
    ifNobodyAnswers: plan ? ifNobodyAnswers(plan, approval) : [],
    led: run ? whatLedHere(run, projection, drawn?.graph) : [],
    history,
  };
}

/** The plan of a version that is gone is not worth failing for: the card says less then. */
function drawnAs(
  context: ApiContext,
  run: Parameters<typeof planOfRun>[1],
): Promise<{ graph: Graph; plan: Plan } | undefined> {
  return planOfRun(context, run).catch(() => undefined);
}

function whoseReason(approval: Approval, plan: Plan | undefined, projection: Projection | undefined) {
  const reason = plan && askingStep(plan, approval)?.request.reason;
  return plan && reason !== undefined ? whoseWords(plan, reason, projection?.state) : 'playbook';
}

/** The beginning of the question as it was drawn, before any value in it. */
function authorsWords(approval: Approval, plan: Plan | undefined): string {
  const step = plan && askingStep(plan, approval);
  return step ? beginningOf(step) : '';
}

function beginningOf({ request: { title } }: AskingStep): string {
  const compiled = compileTemplate(typeof title === 'string' ? title : '');
  const [first] = compiled.ok ? compiled.template.parts : [];
  return typeof first === 'string' ? first : '';
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
    each.nodeId === nodeId && each.id !== id && each.decision && countsAsEvidence(each)
      ? [each.decision]
      : [],
  );
  const approved = decisions.filter(({ verdict }) => verdict === 'approve');
  return {
    approved: approved.length,
    edited: approved.filter(({ isEdited }) => isEdited).length,
    rejected: decisions.length - approved.length,
  };
}
