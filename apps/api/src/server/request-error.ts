/** An answer other than the wished one, meant for the person or program that asked. Becomes `application/problem+json`. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;
  readonly hint: string;
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, code: string, message: string, more: RequestErrorDetails) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.status = status;
    this.code = code;
    this.path = more.path;
    this.hint = more.hint;
    this.details = more.details;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

export interface RequestErrorDetails {
  /** Path of the field that is wrong, e.g. `draft.nodes.3.title`, or the name of the header; '' is the whole body. */
  path?: string;
  /** What to try. */
  hint: string;
  /** What the client needs to go on. */
  details?: unknown;
  /** When it is worth trying again; sent as Retry-After. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** A missing thing and a thing of somebody else look the same from outside. */
export function notFound(thing: string): RequestError {
  return new RequestError(
    404,
    `${thing.toUpperCase().replaceAll(' ', '_')}_NOT_FOUND`,
    `There is no such ${thing}.`,
    { hint: 'Look at the address again; it may have been removed.' },
  );
}

export function conflict(code: string, message: string, more: RequestErrorDetails): RequestError {
  return new RequestError(409, code, message, more);
}

export function unprocessable(code: string, message: string, more: RequestErrorDetails): RequestError {
  return new RequestError(422, code, message, more);
}
