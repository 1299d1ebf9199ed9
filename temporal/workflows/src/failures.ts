import { failureFrom, timedOut } from '@dayshift/engine';
import type { Failure, Json } from '@dayshift/model';
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';

/** An activity's failure in the engine's words. The projection of the history makes the same from the recorded failure. */
export function failureOf(error: unknown): Failure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) {
    const details = cause.details?.[0] as Json | undefined; // details are JSON payloads
    return failureFrom(cause.type ?? 'ACTIVITY_FAILED', cause.message, details);
  }
  if (cause instanceof TimeoutFailure) return timedOut;
  return failureFrom(
    'ACTIVITY_FAILED',
    cause instanceof Error ? cause.message : 'The step failed.',
    undefined,
  );
}

/** The roles of the fleet were split since the run began (`elsewhere` in the fleet): the step did not fail. */
export function isWrongQueue(error: unknown): boolean {
  return hasType(error, 'WrongQueue');
}

/** A reset makes running activities fail with this type: the step is asked for again, it did not fail. */
export function isReset(error: unknown): boolean {
  return hasType(error, 'ResetWorkflow');
}

function hasType(error: unknown, type: string): boolean {
  return (
    error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === type
  );
}
