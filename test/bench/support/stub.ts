import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Stub {
  url: string;
  /** Resolves with the instant (`process.hrtime.bigint()`, the same clock in every process) at which a POST came in. */
  arrival(path: string, withinMs?: number): Promise<bigint>;
  stop(): Promise<void>;
}

type Message = { url: string } | { path: string; at: string };

/** Starts the stub receiver. `GET` anything answers a small JSON body; so does `POST`, whose arrival is also told. */
export async function startStub(): Promise<Stub> {
  const child = fork(fileURLToPath(new URL('./stub-server.ts', import.meta.url)));
  const arrivals = new EventEmitter();
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The stub receiver ended before it listened.')));
    child.on('message', (message: Message) => {
      if ('url' in message) resolve(message.url);
      else arrivals.emit(message.path, BigInt(message.at));
    });
  });
  return {
    url,
    async arrival(path, withinMs = 15_000) {
      const [at] = await once(arrivals, path, { signal: AbortSignal.timeout(withinMs) });
      return at as bigint; // what is emitted above
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
