import { EgressError } from '@dayshift/egress';
import { APIError } from 'openai';
import { ModelError } from './model-error.ts';

/** Turns what the SDK threw into one named error: may asking again help, and who can do something about it. */
export function sortModelError(error: unknown, model: string): ModelError {
  if (error instanceof ModelError) return error;
  const egress = findEgressError(error);
  if (egress) return fromEgress(egress, model);
  if (error instanceof APIError && typeof error.status === 'number')
    return fromStatus(error, error.status, model);
  if (error instanceof SyntaxError) {
    const text = `The server of "${model}" answered with something that is not JSON.`;
    return new ModelError('MODEL_ANSWER_INVALID', text, { cause: error });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new ModelError('MODEL_UNAVAILABLE', `"${model}" could not be asked: ${why}`, { cause: error });
}

function findEgressError(error: unknown): EgressError | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof EgressError) return cause;
  }
  return undefined;
}

function fromEgress(error: EgressError, model: string): ModelError {
  if (error.code === 'EGRESS_TIMEOUT')
    return new ModelError('MODEL_TIMEOUT', error.message, { cause: error });
  if (error.code === 'EGRESS_TOO_LARGE') {
    return new ModelError('MODEL_ANSWER_TOO_LONG', `"${model}" wrote too much. ${error.message}`, {
      cause: error,
    });
  }
  const isRetryable = error.code !== 'EGRESS_BLOCKED' && error.code !== 'EGRESS_INVALID_URL';
  const text = `"${model}" cannot be reached. ${error.message}`;
  return new ModelError('MODEL_UNAVAILABLE', text, { cause: error, isRetryable });
}

function fromStatus(error: APIError, status: number, model: string): ModelError {
  const said = trim(error.message);
  const options = {
    cause: error,
    details: { status, answer: said, ...(error.param ? { parameter: error.param } : {}) },
  };
  if (status === 401 || status === 403) {
    return new ModelError(
      'MODEL_AUTH',
      `"${model}" refused the API key (${status}). Check the key and its rights.`,
      options,
    );
  }
  if (error.code === 'insufficient_quota') {
    return new ModelError('MODEL_QUOTA', `The account behind "${model}" has no credit left.`, options);
  }
  if (error.code === 'content_filter')
    return new ModelError('MODEL_REFUSED', `"${model}" declined to answer: ${said}`, options);
  if (status === 429) {
    const retryAfterSeconds = readRetryAfter(error.headers);
    const when = retryAfterSeconds === undefined ? '' : ` It asks to wait ${retryAfterSeconds} seconds.`;
    const text = `"${model}" is asked too often (429).${when}`;
    return new ModelError('MODEL_RATE_LIMITED', text, { ...options, retryAfterSeconds });
  }
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    const retryAfterSeconds = readRetryAfter(error.headers);
    return new ModelError('MODEL_UNAVAILABLE', `"${model}" is not available just now (${status}).`, {
      ...options,
      retryAfterSeconds,
    });
  }
  return new ModelError(
    'MODEL_REQUEST_REFUSED',
    `"${model}" refused the request (${status}): ${said}`,
    options,
  );
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; at most an hour, so no server can park a run for days. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number.isFinite(ms)
    ? ms / 1000
    : /^\d/.test(text)
      ? Number.parseFloat(text)
      : (Date.parse(text) - Date.now()) / 1000;
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(3_600, Math.ceil(seconds));
}

function trim(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
