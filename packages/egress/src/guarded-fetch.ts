import { type Agent, fetch as undiciFetch } from 'undici';
import { EgressError } from './egress-error.ts';
import { followRedirect, type Hop, isRedirect } from './follow-redirect.ts';
import { limitBody, tooLarge } from './limit-body.ts';
import { parseTarget } from './parse-target.ts';
import { translateError } from './translate-error.ts';

export type EgressRequestInit = RequestInit & {
  /** For the whole call: redirects, headers and reading the body. */
  timeoutMs?: number;
  maxResponseBytes?: number;
  /** Whose call it is: what this workspace has opened for itself may be called too. */
  workspaceId?: string;
};

export type Doors = {
  agent: Agent;
  /** For hosts that `isOpenedBy` has just said yes to. */
  opened: Agent;
  isOpenedBy: (workspaceId: string, host: string, port: number) => Promise<boolean>;
};

export type FetchLimits = { totalMs: number; maxResponseBytes: number; maxRedirects: number };

export type EgressFetch = (url: string | URL, init?: EgressRequestInit) => Promise<Response>;

/** fetch through the guarded agent. Redirects are followed here, one judged hop at a time, never by undici. */
export function guardedFetch(doors: Doors, limits: FetchLimits): EgressFetch {
  return async (target, init = {}) => {
    const timeoutMs = init.timeoutMs ?? limits.totalMs;
    const maxBytes = init.maxResponseBytes ?? limits.maxResponseBytes;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    let hop: Hop = firstHop(target, init);

    function translate(error: unknown): Error {
      const { host } = hop.url;
      if (timeout.aborted && !init.signal?.aborted) {
        const text = `${host} did not answer within ${timeoutMs / 1000} seconds.`;
        return new EgressError('EGRESS_TIMEOUT', text, { cause: error });
      }
      if (signal.aborted)
        return new EgressError('EGRESS_CANCELLED', `The call to ${host} was cancelled.`, { cause: error });
      return translateError(error, host);
    }

    for (let redirects = 0; ; redirects += 1) {
      const response = await sendThrough(doors, hop, signal, init.workspaceId).catch((error: unknown) => {
        throw translate(error);
      });
      const location = response.headers.get('location');
      if (init.redirect === 'manual' || !isRedirect(response.status) || location === null) {
        return limited(response, hop.url, maxBytes, translate);
      }
      await response.body?.cancel();
      if (init.redirect === 'error' || redirects >= limits.maxRedirects) {
        throw new EgressError('EGRESS_REDIRECT', `${hop.url.host} redirected more than ${redirects} times.`);
      }
      hop = followRedirect(hop, response.status, location);
    }
  };
}

function firstHop(target: string | URL, init: EgressRequestInit): Hop {
  const method = (init.method ?? 'GET').toUpperCase();
  return { url: parseTarget(target), method, headers: new Headers(init.headers), body: init.body };
}

/** A refused private address is asked about where the workspace may have opened it. Nothing was sent by then. */
async function sendThrough(
  doors: Doors,
  hop: Hop,
  signal: AbortSignal,
  workspaceId: string | undefined,
): Promise<Response> {
  try {
    return await send(doors.agent, hop, signal);
  } catch (error) {
    const { hostname, port, protocol } = hop.url;
    const isPrivate = translateError(error, hop.url.host).grantable !== undefined;
    if (!isPrivate || workspaceId === undefined) throw error;
    const isOpened = await doors.isOpenedBy(
      workspaceId,
      hostname,
      Number(port) || (protocol === 'https:' ? 443 : 80),
    );
    if (!isOpened) throw error;
    return send(doors.opened, hop, signal);
  }
}

type UndiciInit = NonNullable<Parameters<typeof undiciFetch>[1]>;

async function send(agent: Agent, hop: Hop, signal: AbortSignal): Promise<Response> {
  const response = await undiciFetch(hop.url, {
    method: hop.method,
    headers: [...hop.headers],
    // undici declares its own copies of the web types; the values are the same ones.
    body: hop.body as UndiciInit['body'],
    signal,
    redirect: 'manual',
    dispatcher: agent,
  });
  return response as unknown as Response; // as above: same class shape, declared twice
}

const withoutBody = [101, 204, 205, 304];

function limited(
  response: Response,
  url: URL,
  maxBytes: number,
  translate: (error: unknown) => Error,
): Response {
  const { status, statusText, headers, body } = response;
  if (Number(headers.get('content-length')) > maxBytes) {
    body?.cancel().catch(() => undefined); // nothing of it is wanted
    throw tooLarge(url.host, maxBytes);
  }
  const hasBody = body !== null && !withoutBody.includes(status);
  const passed = hasBody ? limitBody(body, { host: url.host, maxBytes, translate }) : null;
  const copy = new Response(passed, { status, statusText, headers: [...headers] });
  return Object.defineProperty(copy, 'url', { value: url.href });
}
