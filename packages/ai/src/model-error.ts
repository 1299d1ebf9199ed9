import type { JsonObject } from '@dayshift/model';
import type { Usage } from './usage.ts';

/** Why a model gave no usable answer. */
export type ModelErrorCode =
  | 'MODEL_ANSWER_INVALID'
  | 'MODEL_ANSWER_EMPTY'
  | 'MODEL_ANSWER_TOO_LONG'
  | 'MODEL_ASKED_FOR_TOOL'
  | 'MODEL_REFUSED'
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_TIMEOUT'
  | 'MODEL_AUTH'
  | 'MODEL_QUOTA'
  | 'MODEL_REQUEST_REFUSED'
  | 'MODEL_SCHEMA_INVALID';

export type ModelErrorOptions = {
  cause?: unknown;
  /** Whether asking again may help; the default follows from the code. */
  isRetryable?: boolean;
  retryAfterSeconds?: number;
  details?: JsonObject;
  /** What the useless answer took, where one came: it is paid for all the same. */
  usage?: Usage;
};

// What a server says in a bad moment may be right the next time. A wrong key, schema or request never is, and a model that
// was cut off, said nothing or asked for a tool does the same again: each further try would be paid for the same result.
const retryable: readonly ModelErrorCode[] = [
  'MODEL_ANSWER_INVALID',
  'MODEL_RATE_LIMITED',
  'MODEL_UNAVAILABLE',
  'MODEL_TIMEOUT',
];

/** A named failure of a model call. The caller's retry policy decides how often `isRetryable` ones are tried again. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly details: JsonObject | undefined;
  readonly usage: Usage;

  constructor(code: ModelErrorCode, message: string, options: ModelErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'ModelError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? retryable.includes(code);
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details;
    this.usage = options.usage ?? null;
  }
}
