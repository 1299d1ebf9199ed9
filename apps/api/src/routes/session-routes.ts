import { type SessionView, sessionViewSchema, signInSchema } from '@dayshift/contracts';
import type { Session } from '@dayshift/model';
import { z } from 'zod';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { endStreamsOf } from '../server/event-stream.ts';
import { RequestError } from '../server/request-error.ts';
import { sessionOf } from '../server/session-of.ts';
import type { SessionCookie } from '../session/session-cookie.ts';
import { createSession, endSession } from '../session/sessions.ts';
import { useSignInLink } from '../session/sign-in-links.ts';
import { signInPage, signInScript } from '../session/sign-in-page.ts';

/** What every session is told about the installation. */
export type InstallationFacts = Omit<SessionView, 'user' | 'workspaceId' | 'csrfToken'>;

export function sessionRoutes(
  app: App,
  context: ApiContext,
  cookie: SessionCookie,
  facts: InstallationFacts,
): void {
  const use = { access: { permission: 'session:use' } } as const;

  app.get('/sign-in', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(signInPage),
  );
  app.get('/sign-in.js', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-store').send(signInScript),
  );

  app.post(
    '/api/session',
    {
      config: { access: 'public', rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        tags: ['session'],
        summary: 'Sign in with a one-time link',
        body: signInSchema,
        response: { 200: z.object({ user: z.string() }) },
      },
    },
    async (request, reply) => {
      const link = await useSignInLink(context.store, request.body.token, context.now());
      if (!link || link.workspaceId !== context.workspaceId)
        throw new RequestError(401, 'LINK_NOT_VALID', 'This sign-in link was used already or is too old.', {
          hint: 'Open the newest link that Dayshift printed when it started.',
        });
      const { secret, maxAgeSeconds } = await createSession(context.store, { ...link, now: context.now() });
      await audit(context, {
        actor: link.user,
        action: 'session.began',
        target: link.user,
        summary: 'Signed in.',
      });
      cookie.set(reply, secret, maxAgeSeconds);
      return { user: link.user };
    },
  );

  app.get(
    '/api/session',
    {
      config: use,
      schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: sessionViewSchema } },
    },
    async (request) => viewOf(sessionOf(request), facts),
  );

  app.delete(
    '/api/session',
    { config: use, schema: { tags: ['session'], summary: 'Sign out', response: { 200: z.object({}) } } },
    async (request, reply) => {
      const session = sessionOf(request);
      await endSession(context.store, session);
      endStreamsOf(session.id);
      await audit(context, {
        actor: session.user,
        action: 'session.ended',
        target: session.user,
        summary: 'Signed out.',
      });
      cookie.clear(reply);
      return {};
    },
  );
}

function viewOf({ user, workspaceId, csrfToken }: Session, facts: InstallationFacts): SessionView {
  return { user, workspaceId, csrfToken, ...facts };
}
