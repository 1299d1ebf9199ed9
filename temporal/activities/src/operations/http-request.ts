import { type Json, type JsonObject, parseExactJson, withoutPrototype } from '@dayshift/model';
import { contentTypeOf, formType, type KeptPart, partOf } from '@dayshift/operations';
import type { EffectsHost } from '../activity-host.ts';
import { OperationFailure } from '../operation-failure.ts';
import type { OperationHandler, Performance } from '../operation-handler.ts';
import { failureOfAnswer } from './http-answer-failure.ts';
import { roughTextOf, textOfAnswer } from './read-answer.ts';

const maxResponseBytes = 1_048_576;

/** Sends one HTTP request. Everything but a read carries `Idempotency-Key`. */
export function createHttpRequest({ egress }: Pick<EffectsHost, 'egress'>): OperationHandler<'http.request'> {
  return async (input, { call, idempotencyKey, signal, timeoutMs }: Performance) => {
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
      workspaceId: call.workspaceId,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type') ?? '';
    if (response.status >= 400)
      throw failureOfAnswer(input.method, url, response, roughTextOf(bytes, contentType));
    const place = `${input.method} ${url.host}${url.pathname}`;
    const read = () => keptOf(decodeBody(contentType, textOfAnswer(bytes, contentType, place)), input.keep);
    return {
      output: {
        status: response.status,
        headers: shownHeaders(response.headers),
        // What it was sent for has happened: that its answer is no text must not have it sent, or asked about, again.
        body: isReading ? read() : readOrNull(read),
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

type Plain = string | number | boolean | null;

function withQuery(address: string, query: Record<string, Plain | Plain[]>): URL {
  const url = new URL(address);
  for (const [name, value] of pairsOf(query)) url.searchParams.append(name, value);
  return url;
}

/** A list repeats its name; null leaves the field out. */
function pairsOf(fields: JsonObject): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().flatMap((each): [string, string][] => (each === null ? [] : [[name, String(each)]])),
  );
}

function readHeaders(given: Record<string, string>): Headers {
  const headers = new Headers(given);
  if (!headers.has('user-agent')) headers.set('user-agent', 'Dayshift');
  return headers;
}

function encodeBody(body: Json, headers: Headers): string {
  if (typeof body === 'string') return body;
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  // A form of anything but named fields was refused by the contract.
  if (contentTypeOf(Object.fromEntries(headers)) === formType && isFields(body))
    return new URLSearchParams(pairsOf(body)).toString();
  return JSON.stringify(body);
}

function isFields(body: Json): body is JsonObject {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** A session cookie of somebody's server has no business in a run's history. */
function shownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
}

function readOrNull(read: () => Json): Json {
  try {
    return read();
  } catch (error) {
    if (error instanceof OperationFailure) return null;
    throw error;
  }
}

/** Before anything is kept: what is left out never reaches the run's history, nor its limit. */
function keptOf(body: Json, keep: KeptPart | undefined): Json {
  const part = keep ? partOf(body, keep) : ({ ok: true, value: body } as const);
  if (part.ok) return part.value;
  // The answer came, so what was asked for has happened.
  throw new OperationFailure('HTTP_PART_MISSING', part.message, { isRetryable: false, effect: 'unknown' });
}

function decodeBody(contentType: string, text: string): Json {
  if (text === '') return null;
  if (!/\bjson\b/i.test(contentType)) return text;
  try {
    return parseExactJson(text, withoutPrototype);
  } catch {
    return text;
  }
}
