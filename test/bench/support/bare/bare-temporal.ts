import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectTemporal, type TemporalConnection } from '@dayshift/temporal-client';

export interface BareTemporal {
  client: TemporalConnection['client'];
  taskQueue: string;
  /** Of the worker process. */
  pid: number;
  stop(): Promise<void>;
}

/** A worker without Dayshift on the product's own Temporal server, and a client to it: the baseline of the same run. */
export async function startBareTemporal(address: string): Promise<BareTemporal> {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [address]);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The bare worker ended before it polled.')));
  });
  const connection = await connectTemporal({ address, namespace: 'default' });
  return {
    client: connection.client,
    taskQueue: 'bare',
    pid: child.pid ?? 0,
    async stop() {
      await connection.close();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
