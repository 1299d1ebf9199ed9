import type { ApprovalView } from '@dayshift/contracts';
import { planIndex } from '@dayshift/engine';
import { type Approval, noDeadline, type Plan, type Step } from '@dayshift/model';
import { askingStep } from './asking-step.ts';

/** What the run does after a yes and after a no, read from its plan. */
export function whereItLeads(plan: Plan, approval: Approval): ApprovalView['leads'] {
  const step = askingStep(plan, approval);
  if (!step) return undefined;
  const [yes, no] = [afterYes(plan, step), after(plan, step, 'rejected')];
  return { ...(yes && { yes }), ...(no && { no }) };
}

/** What the playbook does at the deadline. A timeout never approves. */
export function ifNobodyAnswers(plan: Plan, approval: Approval): ApprovalView['ifNobodyAnswers'] {
  if (approval.dueAt === noDeadline) return [];
  const step = askingStep(plan, approval);
  const nothing = approval.action ? 'it is not carried out' : 'it counts as not answered';
  const next = step && after(plan, step, 'expired');
  const then = next ? `then: ${next}` : 'the run goes no further this way';
  return [{ at: approval.dueAt, what: `${nothing}; ${then}` }];
}

/** The action itself is what a yes means; what is worth saying is what comes after it. */
function afterYes(plan: Plan, step: Step): string | undefined {
  const index = planIndex(plan);
  const action = targets(step, 'approved')
    .map((id) => index.step(id))
    .find((next) => next?.kind === 'call' && next.approvedBy === step.id);
  return action ? after(plan, action, 'done') : after(plan, step, 'approved');
}

/** The titles of what comes next; undefined when the run goes no further this way. */
function after(plan: Plan, step: Step, port: string): string | undefined {
  const titles = targets(step, port).flatMap((id) => planIndex(plan).step(id)?.title ?? []);
  return titles.length > 0 ? titles.join(', ') : undefined;
}

function targets(step: Step, port: string): string[] {
  return step.ports.find(({ name }) => name === port)?.to ?? [];
}
