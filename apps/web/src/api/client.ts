import { errorBodySchema } from '@dayshift/contracts';
import type { z } from 'zod';
import { ApiError } from './api-error.ts';

type Query = Record<string, string | number | undefined>;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query;
  body?: unknown;
  /** For every POST that starts or decides something: pressing twice starts one. See `newIdempotencyKey`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Lets a save finish although the tab is closing. */
  keepalive?: boolean;
}

let csrfToken: string | undefined;

/** Set once the session is known; sent with every write. */
export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** One per intention of the user, kept over retries of the same press. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

/** Asks the API and parses the answer, so that a page never works on a shape it did not expect. */
export async function request<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  options: RequestOptions = {},
): Promise<z.output<Schema>> {
  const response = await send(path, options);
  const text = await response.text();
  if (!response.ok) throw toApiError(response, text);
  const answer = schema.safeParse(text === '' ? undefined : parseJson(text));
  if (answer.success) return answer.data;
  const first = answer.error.issues[0];
  throw new ApiError(response.status, {
    code: 'UNEXPECTED_ANSWER',
    message: 'The server answered in a form this page does not know.',
    hint: 'Reload the page; the program may have been updated.',
    path: first?.path.join('.') ?? '',
    details: answer.error.issues,
  });
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', query, body, idempotencyKey, signal, keepalive } = options;
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET' && csrfToken !== undefined) headers.set('X-CSRF-Token', csrfToken);
  if (idempotencyKey !== undefined) headers.set('Idempotency-Key', idempotencyKey);
  try {
    return await fetch(`/api${path}${toQueryString(query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      ...(keepalive === undefined ? {} : { keepalive }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(
      0,
      {
        code: 'UNREACHABLE',
        message: 'Dayshift does not answer.',
        hint: 'Is it still running? Start it again with npm start; nothing is lost.',
      },
      error,
    );
  }
}

export function toQueryString(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toApiError(response: Response, text: string): ApiError {
  const problem = errorBodySchema.safeParse(parseJson(text));
  if (problem.success) return new ApiError(response.status, problem.data);
  return new ApiError(response.status, {
    code: `HTTP_${response.status}`,
    message: `The server answered ${response.status}${response.statusText === '' ? '' : ` ${response.statusText}`}.`,
  });
}
