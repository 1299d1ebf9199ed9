import { EgressError } from './egress-error.ts';
import { parseTarget } from './parse-target.ts';

export type Hop = { url: URL; method: string; headers: Headers; body: RequestInit['body'] };

// Anything else may be a credential (x-api-key and friends), so on the way to another site only these stay.
const harmless = ['accept', 'accept-language', 'user-agent'];

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** The next request after a redirect answer, or a named refusal. The address guard judges it like any other. */
export function followRedirect(from: Hop, status: number, location: string): Hop {
  const url = parseTarget(location, from.url);
  if (from.url.protocol === 'https:' && url.protocol === 'http:') {
    throw refuse(from.url, url, 'it would leave the encrypted connection');
  }
  const isSameOrigin = url.origin === from.url.origin;
  const dropsBody = (status === 303 && from.method !== 'HEAD') || (status < 303 && from.method === 'POST');
  if (!isSameOrigin && !dropsBody && from.body != null) {
    throw refuse(from.url, url, 'the request body would be sent to another site');
  }
  const headers = isSameOrigin ? new Headers(from.headers) : pick(from.headers, harmless);
  if (!dropsBody) return { url, method: from.method, headers, body: from.body };
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language'])
    headers.delete(name);
  return { url, method: 'GET', headers, body: undefined };
}

function pick(headers: Headers, names: readonly string[]): Headers {
  return new Headers([...headers].filter(([name]) => names.includes(name)));
}

function refuse(from: URL, to: URL, why: string): EgressError {
  return new EgressError(
    'EGRESS_REDIRECT',
    `${from.host} redirects to ${to.host}, which is not followed: ${why}.`,
  );
}
