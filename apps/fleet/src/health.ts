import type { Store } from '@dayshift/store';
import Fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { SupervisedWorker } from './supervised-worker.ts';

/** `/livez`, `/readyz` and `/metrics` of a fleet process. Loopback or a private network only: no user ever calls it. */
export function buildHealthApp(workers: SupervisedWorker[], store: Store): FastifyInstance {
  const app = Fastify({ logger: false });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge('dayshift_fleet_worker_running', '1 while the worker of this queue polls', (worker) =>
    Number(worker.state === 'RUNNING'),
  );
  gauge(
    'dayshift_fleet_worker_restarts',
    'Times the worker of this queue was made anew',
    (worker) => worker.restarts,
  );
  gauge(
    'dayshift_fleet_in_flight',
    'Tasks and activities under way on this queue',
    (worker) => worker.inFlight,
  );

  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const queues = workers.map(({ taskQueue, state }) => ({ taskQueue, state }));
    const isStoreHealthy = await store.isHealthy();
    const isReady = isStoreHealthy && queues.every(({ state }) => state === 'RUNNING');
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'not ready', store: isStoreHealthy, queues });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return app;

  function gauge(name: string, help: string, read: (worker: SupervisedWorker) => number): void {
    new Gauge({
      name,
      help,
      labelNames: ['queue'],
      registers: [registry],
      collect() {
        for (const worker of workers) this.set({ queue: worker.taskQueue }, read(worker));
      },
    });
  }
}
