import { timingSafeEqual } from 'node:crypto';
import type { Session } from '@dayshift/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { permissionsOf } from './access.ts';
import { RequestError } from './request-error.ts';
import { signInFirst } from './session-of.ts';

export interface Guards {
  /** Names this server answers to; a page that points its own name at us (DNS rebinding) is refused. */
  isOwnHost(host: string): boolean;
  isOwnOrigin(origin: string, host: string): boolean;
  findSession(request: FastifyRequest): Promise<Session | undefined>;
}

/** Who may come in, decided from the matched route: name, session, permission, and for writes origin and CSRF token. */
export function guardRequests(app: FastifyInstance, guards: Guards): void {
  app.decorateRequest('session', undefined);
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (!isHealthCheck(request) && !guards.isOwnHost(request.headers.host ?? ''))
      throw new RequestError(421, 'WRONG_HOST', 'This server does not answer to that name.', {
        path: 'Host',
        hint: 'Open the address that Dayshift printed, or set DAYSHIFT_PUBLIC_URL to the one people use.',
      });
    if (!access) return; // the answer to an address that does not exist
    if (!request.routeOptions.config.isCalledFromAnywhere) refuseForeignWrites(request, guards);
    if (access === 'public') return;
    request.session = await guards.findSession(request);
    if (!request.session) throw signInFirst();
    if (!permissionsOf(request.session).has(access.permission))
      throw new RequestError(403, 'NOT_ALLOWED', 'You may not do this.', { hint: 'Ask somebody who may.' });
    if (isWrite(request)) requireCsrfToken(request, request.session);
  });
}

function isHealthCheck(request: FastifyRequest): boolean {
  return ['/livez', '/readyz', '/metrics'].includes(request.routeOptions.url ?? '');
}

function isWrite(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

/** Also before there is a session: nobody else's page may sign a browser in. */
function refuseForeignWrites(request: FastifyRequest, guards: Guards): void {
  if (!isWrite(request)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none'
      : !guards.isOwnOrigin(origin, host ?? '');
  if (isForeign)
    throw new RequestError(403, 'FOREIGN_ORIGIN', 'The request comes from another site.', {
      path: 'Origin',
      hint: 'Open Dayshift under its own address; a program leaves this header out.',
    });
}

function requireCsrfToken(request: FastifyRequest, session: Session): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !equal(given, session.csrfToken))
    throw new RequestError(403, 'CSRF_TOKEN', 'The page is out of date.', {
      path: 'X-CSRF-Token',
      hint: 'Load it again; a program reads the token from GET /api/session.',
    });
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
