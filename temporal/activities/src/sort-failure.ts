import { ModelError } from '@dayshift/ai';
import { EgressError } from '@dayshift/egress';
import { OperationFailure } from './operation-failure.ts';

/** Whatever was thrown, as one named failure. What nobody foresaw is tried again, and named as such. */
export function sortFailure(error: unknown): OperationFailure {
  if (error instanceof OperationFailure) return error;
  if (error instanceof ModelError) {
    const { code, message, isRetryable, retryAfterSeconds, details } = error;
    return new OperationFailure(code, message, {
      isRetryable,
      effect: 'not-happened',
      retryAfterSeconds,
      details,
      cause: error,
    });
  }
  if (error instanceof EgressError) return fromEgress(error);
  const why = error instanceof Error ? error.message : String(error);
  return new OperationFailure('UNEXPECTED', `Something unforeseen went wrong: ${why}`, {
    isRetryable: true,
    effect: 'unknown',
    cause: error,
  });
}

const finalEgressCodes: readonly string[] = [
  'EGRESS_BLOCKED',
  'EGRESS_INVALID_URL',
  'EGRESS_REDIRECT',
  'EGRESS_TOO_LARGE',
];

function fromEgress(error: EgressError): OperationFailure {
  return new OperationFailure(error.code, error.message, {
    isRetryable: !finalEgressCodes.includes(error.code),
    effect: error.mayHaveArrived ? 'unknown' : 'not-happened',
    // Where a person can open it: the run's page links there.
    ...(error.grantable === undefined ? {} : { details: { privateHost: error.grantable } }),
    cause: error,
  });
}
