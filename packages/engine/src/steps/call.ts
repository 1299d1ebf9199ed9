import type { CallEffect, Json, StepState } from '@dayshift/model';
import { type Draft, putStep } from '../draft.ts';
import { evaluateStep } from '../evaluate-step.ts';
import { currentKey } from '../execution.ts';
import { failStep } from '../fail-step.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

export const call: StepHandler<'call'> = (draft, step, state, activation) => {
  const approved =
    step.approvedBy === undefined ? undefined : approvedAnswer(draft, step.approvedBy, state.path);
  const given = approved?.input ?? state.givenInput;
  const input =
    given === undefined
      ? evaluateStep(draft, step.input, variablesOf(draft, activation))
      : { ok: true as const, value: given };
  if (!input.ok) return failStep(draft, state, { ...input.failure, effect: 'not-happened' });
  putStep(draft, { ...state, status: 'running', isOut: true });
  const effect: CallEffect = {
    type: 'call',
    key: state.key,
    stepId: step.id,
    title: step.title,
    generation: state.generation,
    operation: step.operation,
    input: input.value,
    queue: step.queue,
    patience: step.patience,
    effect: step.effect,
  };
  if (approved) effect.approvalId = approved.approvalId;
  if (step.approvedBy !== undefined && !wasLetThrough(draft, step.approvedBy, state.path))
    effect.isGated = true;
  draft.effects.push(effect);
};

/** The yes of the approval this call executes, if the run went through it and was not let through alone. */
function approvedAnswer(
  draft: Draft,
  approveStepId: string,
  path: string,
): { approvalId: string; input: Json } | undefined {
  const state: StepState | undefined = draft.state.steps[currentKey(draft, approveStepId, path)];
  if (state?.status !== 'done' || state.port !== 'approved') return undefined;
  const output = state.output;
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return undefined;
  return typeof output.approvalId === 'string'
    ? { approvalId: output.approvalId, input: output.input ?? null }
    : undefined;
}

/** The question was not on the way: the condition of the gate let the worker do it alone. */
function wasLetThrough(draft: Draft, approveStepId: string, path: string): boolean {
  return draft.state.steps[currentKey(draft, approveStepId, path)]?.status === 'skipped';
}
