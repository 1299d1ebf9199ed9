import type { ApiContext } from '../context.ts';
import { type App, buildApp } from '../server/build-app.ts';
import { createMetrics, measureRequests } from '../server/metrics.ts';
import { collectRoutes, serveDescription } from '../server/openapi.ts';
import { ownHosts } from '../server/own-hosts.ts';
import { serveWeb } from '../server/serve-web.ts';
import { sessionCookie } from '../session/session-cookie.ts';
import { findSession } from '../session/sessions.ts';
import { approvalRoutes } from './approval-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { hookRoutes } from './hook-routes.ts';
import { keptMailRoutes } from './kept-mail-routes.ts';
import { meRoutes } from './me-routes.ts';
import { officeRoutes } from './office-routes.ts';
import { playbookRoutes } from './playbook-routes.ts';
import { runRoutes } from './run-routes.ts';
import { type InstallationFacts, sessionRoutes } from './session-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { toolRoutes } from './tool-routes.ts';

export interface RoutesOptions {
  host: string;
  isHttps: boolean;
  installation: string;
  webDist: string;
  facts: InstallationFacts;
  /** Private hosts that were opened by who started Dayshift, as `host:port`. */
  hostsAtStart: string[];
}

/** The whole HTTP side: every route there is, in one list. */
export async function buildRoutes(context: ApiContext, options: RoutesOptions): Promise<App> {
  const cookie = sessionCookie(options);
  const metrics = createMetrics();
  const app = await buildApp({
    log: context.log,
    isHttps: options.isHttps,
    guards: {
      ...ownHosts(options.host, context.publicUrl),
      findSession: (request) =>
        findSession(context.store, {
          secret: cookie.read(request),
          workspaceId: context.workspaceId,
          now: context.now(),
        }),
    },
  });
  measureRequests(app, metrics);
  await collectRoutes(app);
  healthRoutes(app, context, metrics);
  sessionRoutes(app, context, cookie, options.facts);
  playbookRoutes(app, context);
  runRoutes(app, context);
  approvalRoutes(app, context);
  officeRoutes(app, context);
  meRoutes(app, context);
  settingsRoutes(app, context);
  toolRoutes(app, context, options.hostsAtStart);
  hookRoutes(app, context);
  keptMailRoutes(app, context);
  await serveDescription(app);
  await serveWeb(app, options.webDist);
  return app;
}
