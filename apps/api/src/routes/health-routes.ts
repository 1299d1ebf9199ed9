import type { Registry } from 'prom-client';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';

/** For supervisors: alive, ready, and how it goes. */
export function healthRoutes(app: App, context: ApiContext, metrics: Registry): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } };
  app.get('/livez', open, async () => ({ status: 'alive' }));
  app.get('/readyz', open, async (_request, reply) => {
    const [store, temporal, waiting] = await Promise.all([
      context.store.isHealthy(),
      context.temporal.runs.isHealthy(),
      context.arrivals.waiting(),
    ]);
    const isReady = store && temporal;
    return reply
      .status(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'not-ready', store, temporal, waiting });
  });
  app.get('/metrics', open, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
