import { type Json, parseExactJson, withoutPrototype } from '@dayshift/model';
import type { EffectsHost } from '../activity-host.ts';
import type { OperationHandler, Performance } from '../operation-handler.ts';
import { failureOfAnswer } from './http-answer-failure.ts';

const maxResponseBytes = 1_048_576;

/** Sends one HTTP request. Everything but a read carries `Idempotency-Key`. */
export function createHttpRequest({ egress }: Pick<EffectsHost, 'egress'>): OperationHandler<'http.request'> {
  return async (input, { idempotencyKey, signal, timeoutMs }: Performance) => {
    const isReading = isReadingMethod(input.method);
    const url = withQuery(input.url, input.query);
    const headers = readHeaders(input.headers);
    if (!isReading) headers.set('idempotency-key', idempotencyKey);
    const body = input.body === undefined ? undefined : encodeBody(input.body, headers);
    const response = await egress.fetch(url, {
      method: input.method,
      headers,
      body,
      signal,
      timeoutMs,
      maxResponseBytes,
    });
    const text = await response.text();
    if (response.status >= 400) throw failureOfAnswer(input.method, url, response, text);
    return {
      output: {
        status: response.status,
        headers: shownHeaders(response.headers),
        body: decodeBody(response, text),
      },
    };
  };
}

/** True for a request that has no effect on the other side, so that nothing has to be remembered about it. */
export function isReadingRequest(input: Json): boolean {
  return (
    input !== null && typeof input === 'object' && !Array.isArray(input) && isReadingMethod(input.method)
  );
}

function isReadingMethod(method: Json | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

function withQuery(address: string, query: Record<string, string | number | boolean | null>): URL {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query))
    if (value !== null) url.searchParams.append(name, String(value));
  return url;
}

function readHeaders(given: Record<string, string>): Headers {
  const headers = new Headers(given);
  if (!headers.has('user-agent')) headers.set('user-agent', 'Dayshift');
  return headers;
}

function encodeBody(body: Json, headers: Headers): string {
  if (typeof body === 'string') return body;
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return JSON.stringify(body);
}

/** A session cookie of somebody's server has no business in a run's history. */
function shownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
}

function decodeBody(response: Response, text: string): Json {
  if (text === '') return null;
  if (!/\bjson\b/i.test(response.headers.get('content-type') ?? '')) return text;
  try {
    return parseExactJson(text, withoutPrototype);
  } catch {
    return text;
  }
}
