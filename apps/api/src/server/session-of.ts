import type { Session } from '@dayshift/model';
import type { FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined;
  }
}

/** The signed-in browser behind a request; only for routes that ask for a permission. */
export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw signInFirst();
  return request.session;
}

export function signInFirst(): RequestError {
  return new RequestError(401, 'SIGN_IN_FIRST', 'Sign in first.', {
    hint: 'Open the sign-in link that Dayshift printed when it started.',
  });
}
