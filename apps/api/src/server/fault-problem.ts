import type { Fault } from '@dayshift/json-schema';
import { type RequestError, unprocessable } from './request-error.ts';

/** A value that cannot be used: 422 with the field, what is wrong with it, and every other field that is wrong too. */
export function faultProblem(faults: readonly [Fault, ...Fault[]], at: string): RequestError {
  const placed = faults.map(({ path, message }) => ({ path: path === '' ? at : `${at}.${path}`, message }));
  return unprocessable('INVALID_FIELD', faults[0].message, {
    path: placed[0]?.path ?? at,
    hint: 'Correct the field and send it again.',
    details: { faults: placed },
  });
}
