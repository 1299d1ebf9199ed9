import type { Activation, Step, StepState } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { baseKey, instanceKey } from './instance-key.ts';

/** The execution of a step that is current in this activation. */
export function currentKey(draft: Draft, stepId: string, path: string): string {
  return instanceKey(stepId, path, draft.state.generations[baseKey(stepId, path)] ?? 0);
}

/** Begins an execution: the step state that a handler goes on with. */
export function beginStep(draft: Draft, step: Step, activation: Activation): StepState {
  const generation = draft.state.generations[baseKey(step.id, activation.path)] ?? 0;
  return {
    key: instanceKey(step.id, activation.path, generation),
    stepId: step.id,
    nodeId: step.nodeId,
    path: activation.path,
    generation,
    status: 'running',
    startedAt: draft.at,
  };
}

export function activationOf(draft: Draft, state: StepState): Activation | undefined {
  const scopeId = draft.index.step(state.stepId)?.scopeId;
  return scopeId === undefined ? undefined : draft.state.activations[baseKey(scopeId, state.path)];
}

/** The container that a step stands in, while it is open. */
export function openerOf(draft: Draft, state: StepState): StepState | undefined {
  const openedBy = activationOf(draft, state)?.openedBy;
  return openedBy === undefined ? undefined : draft.state.steps[openedBy];
}
