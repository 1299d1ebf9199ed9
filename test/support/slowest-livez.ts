import { setTimeout as pause } from 'node:timers/promises';
import { exchange } from './exchange.ts';

const pauseMs = 5;

/** Asks `/livez` again and again while something else goes on. Gives its result, and the longest it took to answer. */
export async function slowestLivez<T>(
  url: string,
  work: () => Promise<T>,
): Promise<{ result: T; slowestMs: number }> {
  let isOver = false;
  let slowestMs = 0;
  const asking = (async () => {
    while (!isOver) {
      const began = performance.now();
      const { status } = await exchange(`${url}/livez`, { method: 'GET' });
      if (status !== 200) throw new Error(`/livez answered ${status}.`);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      await pause(pauseMs);
    }
  })();
  try {
    const result = await work();
    return { result, slowestMs };
  } finally {
    isOver = true;
    await asking;
  }
}
