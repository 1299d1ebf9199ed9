import { notificationsViewSchema, personSettingsSchema } from '@dayshift/contracts';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { changeNotifications, tryNotification, viewNotifications } from '../use-cases/notifications.ts';
import { byWhom } from './requests.ts';

const tags = ['me'];
const use = { access: { permission: 'session:use' } } as const;
const view = { 200: notificationsViewSchema };

/** What the signed-in person settles for themselves. */
export function meRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/me/notifications',
    { config: use, schema: { tags, summary: 'How you hear of what waits for you', response: view } },
    (request) => viewNotifications(context, byWhom(request)),
  );
  app.put(
    '/api/me/notifications',
    {
      config: use,
      schema: {
        tags,
        summary: 'Change how you hear of what waits for you',
        body: personSettingsSchema,
        response: view,
      },
    },
    (request) => changeNotifications(context, request.body, byWhom(request)),
  );
  app.post(
    '/api/me/notifications/try',
    {
      config: { ...use, rateLimit: { max: 5, timeWindow: 60_000 } },
      schema: { tags, summary: 'Send yourself a mail now', response: view },
    },
    (request) => tryNotification(context, byWhom(request)),
  );
}
