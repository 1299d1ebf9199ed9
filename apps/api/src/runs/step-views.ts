import type { StepView } from '@dayshift/contracts';
import { type Projection, planIndex, repairRefusal } from '@dayshift/engine';
import { type Plan, repairVerbs, type StepState } from '@dayshift/model';
import type { PendingCall } from '@dayshift/temporal-client';
import { attemptsOf } from './attempts.ts';

/** Steps as a person sees them, whole: what went in and what came out stand beside them. */
export function stepViews(
  plan: Plan,
  steps: readonly StepState[],
  projection: Pick<Projection, 'state' | 'calls' | 'questions' | 'tries'>,
  pending: readonly PendingCall[],
): StepView[] {
  const { state } = projection;
  const index = planIndex(plan);
  return steps.map((step) => {
    const planned = index.step(step.stepId);
    const call = projection.calls[step.key];
    const question = projection.questions[step.key];
    const input = call?.input ?? question?.action?.input ?? question?.fields;
    const operation = call?.operation ?? question?.action?.operation;
    const approvalId = question?.approvalId ?? call?.approvalId;
    return {
      ...ownFields(step),
      title: planned?.title ?? step.nodeId,
      kind: planned?.kind ?? 'call',
      ...(operation !== undefined && { operation }),
      ...(input !== undefined && { input }),
      ...(approvalId !== undefined && { approvalId }),
      ...(step.status === 'stuck' &&
        state && {
          mayDo: repairVerbs.filter((verb) => repairRefusal(plan, state, step.key, verb) === undefined),
        }),
      attempts: attemptsOf(projection.tries[step.key], pendingOf(step, pending)),
    };
  });
}

function ownFields(step: StepState) {
  return {
    key: step.key,
    stepId: step.stepId,
    nodeId: step.nodeId,
    path: step.path,
    generation: step.generation,
    status: step.status,
    startedAt: step.startedAt,
    ...(step.usage && { usage: step.usage }),
    isReused: step.isReused ?? false,
    isOverridden: step.isOverridden ?? false,
    ...(step.port !== undefined && { port: step.port }),
    ...(step.output !== undefined && { output: step.output }),
    ...(step.failure && { failure: step.failure }),
    ...(step.endedAt !== undefined && { endedAt: step.endedAt }),
    ...(step.dueAt !== undefined && { dueAt: step.dueAt }),
    ...(step.costUsd !== undefined && { costUsd: step.costUsd }),
  };
}

/** The workflow adds `~n` when one instance is scheduled again. */
function pendingOf(step: StepState, pending: readonly PendingCall[]): PendingCall | undefined {
  if (step.status !== 'running') return undefined;
  return pending.find(({ activityId }) => activityId.replace(/~\d+$/, '') === step.key);
}
