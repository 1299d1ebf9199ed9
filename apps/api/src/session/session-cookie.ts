import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sets and reads the session cookie. Its name tells installations apart: cookies ignore ports. */
export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, secret: string, maxAgeSeconds: number): void;
  clear(reply: FastifyReply): void;
}

export function sessionCookie(of: { installation: string; isHttps: boolean }): SessionCookie {
  const suffix = createHash('sha256').update(of.installation).digest('hex').slice(0, 8);
  // `__Host-` makes browsers insist on Secure, no Domain and this very host.
  const name = of.isHttps ? `__Host-dayshift-${suffix}` : `dayshift-${suffix}`;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: of.isHttps } as const;
  return {
    read: (request) => request.cookies[name],
    set: (reply, secret, maxAge) => void reply.setCookie(name, secret, { ...options, maxAge }),
    clear: (reply) => void reply.clearCookie(name, options),
  };
}
