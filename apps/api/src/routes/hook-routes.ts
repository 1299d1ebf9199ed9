import type { Json } from '@dayshift/model';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { receiveWebhook } from '../use-cases/receive-webhook.ts';

/** Far above what one machine can work off; it stops a runaway sender, not a burst. */
const deliveriesPerMinute = 12_000;

/** Where other programs start runs. The address is all a sender needs, so an unknown one tells nothing. */
export function hookRoutes(app: App, context: ApiContext): void {
  app.post(
    '/hooks/:playbookId/:nodeKey',
    {
      config: {
        access: 'public',
        isCalledFromAnywhere: true,
        rateLimit: { max: deliveriesPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ['hooks'],
        summary: 'Start a run from another program',
        params: z.object({ playbookId: z.string().max(64), nodeKey: z.string().max(64) }),
        // Programs may repeat a name in an address.
        querystring: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        body: z.custom<Json>((value) => value !== undefined, 'a JSON body is missing'),
      },
    },
    async (request, reply) => {
      const { status, body } = await receiveWebhook(context, {
        ...request.params,
        headers: request.headers,
        query: request.query,
        body: request.body,
      });
      return reply.status(status).send(body);
    },
  );
}
