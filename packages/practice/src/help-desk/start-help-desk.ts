import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStateFile } from '../storage/state-file.ts';
import { createWebServer } from '../web/create-web-server.ts';
import { type Address, listenWeb, type Place } from '../web/listen.ts';
import { sendPage } from '../web/page.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import { helpDeskPage } from './help-desk-page.ts';
import { addHelpDeskRoutes } from './help-desk-routes.ts';
import { emptyHelpDesk, helpDeskStateSchema } from './help-desk-state.ts';
import { createPlannedFailures, readFailurePlan } from './planned-failures.ts';

export type HelpDesk = { web: Address; stop: () => Promise<void> };

/** The help desk and customer records of the invented lamp shop, over HTTP. */
export async function startHelpDesk(options: {
  dataDir: string;
  web: Place;
  log: PracticeLog;
}): Promise<HelpDesk> {
  const file = openStateFile(
    path.join(options.dataDir, 'help-desk.json'),
    helpDeskStateSchema,
    emptyHelpDesk(),
  );
  const app = createWebServer({ log: options.log });
  const isToFail = createPlannedFailures();
  app.addHook('preHandler', async (request, reply) => {
    const header = request.headers['x-practice-fail'];
    const plan = readFailurePlan(request.query, typeof header === 'string' ? header : undefined);
    if (plan.delay) await delay(plan.delay);
    const key = `${request.method} ${request.url} ${request.headers['idempotency-key'] ?? ''}`;
    if (!isToFail(key, plan)) return;
    return reply.code(plan.fail ?? 500).send({ error: 'this request was to fail' });
  });
  addHelpDeskRoutes(app, file);
  app.get('/', async (_request, reply) =>
    sendPage(reply, {
      title: 'Practice help desk',
      label: 'Practice help desk: invented customers, no real money',
      main: helpDeskPage(file.state),
    }),
  );
  const web = await listenWeb(app, options.web);
  return { web, stop: () => app.close() };
}
