import type { Store } from '@dayshift/store';
import { describe, expect, it } from 'vitest';
import { buildHealthApp } from './health.ts';
import type { SupervisedWorker } from './supervised-worker.ts';

const worker = (state: string): SupervisedWorker => ({
  taskQueue: 'core',
  state,
  restarts: 2,
  inFlight: 3,
  stop: async () => undefined,
});
const store = (isHealthy: boolean) => ({ isHealthy: async () => isHealthy }) as Store; // all that health asks of it

describe('a fleet process', () => {
  it('is ready while its workers poll and its store answers', async () => {
    const answer = await buildHealthApp([worker('RUNNING')], store(true)).inject('/readyz');
    expect(answer.statusCode).toBe(200);
  });

  it('is not ready when a worker has failed or the store is gone, and says which', async () => {
    const failed = await buildHealthApp([worker('FAILED')], store(true)).inject('/readyz');
    expect(failed.statusCode).toBe(503);
    expect(failed.json()).toMatchObject({ queues: [{ taskQueue: 'core', state: 'FAILED' }] });
    const alone = await buildHealthApp([worker('RUNNING')], store(false)).inject('/readyz');
    expect(alone.json()).toMatchObject({ status: 'not ready', store: false });
  });

  it('tells Prometheus what its workers do', async () => {
    const { body } = await buildHealthApp([worker('RUNNING')], store(true)).inject('/metrics');
    expect(body).toContain('dayshift_fleet_worker_running{queue="core"} 1');
    expect(body).toContain('dayshift_fleet_worker_restarts{queue="core"} 2');
  });
});
