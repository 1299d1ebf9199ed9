import type { SeededStep, StepState } from '@dayshift/model';

/** What a finished step hands to a run or a plan that keeps its result. */
export function seedOf(state: StepState): SeededStep {
  const { port = 'done', output = null, startedAt, endedAt = startedAt, costUsd, isOverridden } = state;
  return {
    ...{ port, output, startedAt, endedAt },
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(isOverridden ? { isOverridden } : {}),
  };
}
