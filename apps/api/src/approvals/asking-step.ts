import type { Approval, Plan, Step } from '@dayshift/model';

export type AskingStep = Extract<Step, { kind: 'approve' }>;

/** The step of the plan that asked this. */
export function askingStep(plan: Plan, approval: Pick<Approval, 'nodeId' | 'key'>): AskingStep | undefined {
  for (const step of plan.steps)
    if (step.kind === 'approve' && step.nodeId === approval.nodeId && isInstanceOf(approval.key, step.id))
      return step;
  return undefined;
}

function isInstanceOf(key: string, stepId: string): boolean {
  return key === stepId || key.startsWith(`${stepId}@`) || key.startsWith(`${stepId}!`);
}
