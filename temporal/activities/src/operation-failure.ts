import type { JsonObject } from '@dayshift/model';
import { ApplicationFailure } from '@temporalio/common';

export type OperationFailureOptions = {
  isRetryable: boolean;
  /** Whether the effect took place, as far as it is known. */
  effect: 'not-happened' | 'unknown';
  retryAfterSeconds?: number;
  details?: JsonObject;
  cause?: unknown;
};

const longestMessage = 2_000;
const largestDetails = 8 * 1024;

/** An operation did not succeed: a stable code, a sentence for a person, and what is known about its effect. */
export class OperationFailure extends Error {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly effect: 'not-happened' | 'unknown';
  readonly retryAfterSeconds: number | undefined;
  readonly details: JsonObject | undefined;

  constructor(code: string, message: string, options: OperationFailureOptions) {
    super(message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message, {
      cause: options.cause,
    });
    this.name = 'OperationFailure';
    this.code = code;
    this.isRetryable = options.isRetryable;
    this.effect = options.effect;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details;
  }

  /** The same failure, with more known about its effect than where it was thrown. */
  withEffect(effect: 'not-happened' | 'unknown'): OperationFailure {
    const { code, message, isRetryable, retryAfterSeconds, details, cause } = this;
    return new OperationFailure(code, message, { isRetryable, effect, retryAfterSeconds, details, cause });
  }
}

/** A refusal before anything was done: asking again in the same way cannot help. */
export function refused(code: string, message: string, details?: JsonObject): OperationFailure {
  return new OperationFailure(code, message, { isRetryable: false, effect: 'not-happened', details });
}

/** As Temporal sees it: `type` is the code, the first detail is data with `effect` in it. Stacks and causes stay here. */
export function toApplicationFailure(failure: OperationFailure): ApplicationFailure {
  const { code, message, effect, retryAfterSeconds, details = {} } = failure;
  const isSmall = JSON.stringify(details).length <= largestDetails;
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: !failure.isRetryable,
    details: [isSmall ? { ...details, effect } : { effect }],
    ...(retryAfterSeconds === undefined ? {} : { nextRetryDelay: retryAfterSeconds * 1_000 }),
  });
}
