import type { Failure, Json } from '@dayshift/model';

/** A recorded failure in the engine's words. `details.effect` says whether the effect took place; all of `details` is shown. */
export function failureFrom(code: string, message: string, details: Json | undefined): Failure {
  const failure: Failure = { code, message };
  if (details === undefined || details === null) return failure;
  failure.details = details;
  if (typeof details === 'object' && !Array.isArray(details)) {
    if (details.effect === 'not-happened' || details.effect === 'unknown') failure.effect = details.effect;
  }
  return failure;
}

export const timedOut: Failure = { code: 'TIMED_OUT', message: 'There was no answer in time.' };
