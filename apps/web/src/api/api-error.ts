import type { ErrorBody } from '@dayshift/contracts';

/** A request that was answered with a problem, or not answered at all (`status` 0). The message is for the person. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
  /** What is needed to go on, e.g. the new card after a 409. Parse it before use. */
  readonly details: unknown;

  constructor(status: number, body: Partial<ErrorBody> & { code: string; message: string }, cause?: unknown) {
    super(body.message, { cause });
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.path = body.path;
    this.hint = body.hint;
    this.requestId = body.requestId;
    this.details = body.details;
  }

  /** Nobody answered: the server is stopped or the network is gone. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
