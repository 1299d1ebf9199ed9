import type { Projection } from '@dayshift/engine';
import type { StepState } from '@dayshift/model';

/**
 * Every execution that a run's history tells of, in the order they began: those of its state, and those of items and rounds that
 * are over, which the state has let go. All that shows steps reads them here.
 */
export function stepsOf({ state, pruned }: Pick<Projection, 'state' | 'pruned'>): StepState[] {
  const steps = Object.values(state?.steps ?? {});
  const before = steps.length;
  for (const step of Object.values(pruned)) if (!state?.steps[step.key]) steps.push(step);
  // Of what began in one moment a container stands before what is in it.
  return steps.length === before
    ? steps
    : steps.sort((left, right) => left.startedAt - right.startedAt || depthOf(left) - depthOf(right));
}

const depthOf = ({ path }: StepState) => (path === '' ? 0 : path.split('.').length);

/** A branch that was not taken. A step that a person passed over did happen, in its way. */
export const wasPassedBy = (step: Pick<StepState, 'status' | 'isOverridden'>) =>
  step.status === 'skipped' && step.isOverridden !== true;
