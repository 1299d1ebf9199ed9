import type { Projection } from '@dayshift/engine';
import type { StepState } from '@dayshift/model';

/**
 * Every execution that a run's history tells of, in the order they began. All that shows steps reads them here: an engine that
 * forgets what is over has one place to bring it back.
 */
export function stepsOf({ state }: Pick<Projection, 'state'>): StepState[] {
  return Object.values(state?.steps ?? {});
}

/** A branch that was not taken. A step that a person passed over did happen, in its way. */
export const wasPassedBy = (step: Pick<StepState, 'status' | 'isOverridden'>) =>
  step.status === 'skipped' && step.isOverridden !== true;
