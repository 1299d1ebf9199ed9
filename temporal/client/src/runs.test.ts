import { expect, test } from 'vitest';
import type { TemporalConnection } from './connect.ts';
import { createRuns } from './runs.ts';

test('a caller learns that a run is over although the word of it was lost', async () => {
  let asked = 0;
  const result = async (signal: AbortSignal) => {
    asked += 1;
    if (asked > 1) return { outcome: 'answered', output: null };
    return cancelledBy(signal);
  };
  expect(await createRuns(aServer(result)).ending('run/1', 10_000)).toEqual({
    state: 'done',
    outcome: 'answered',
    output: null,
  });
});

test('a run that goes on is open when the time is up', async () => {
  const from = Date.now();
  expect(await createRuns(aServer(cancelledBy)).ending('run/1', 50)).toEqual({ state: 'open' });
  expect(Date.now() - from).toBeLessThan(900);
});

function cancelledBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(Object.assign(new Error('Cancelled'), { code: 1 })));
  });
}

/** A server of which only waiting for a result is used. */
function aServer(result: (signal: AbortSignal) => Promise<unknown>): TemporalConnection {
  let current = AbortSignal.abort();
  const client = {
    connection: {
      withAbortSignal: (signal: AbortSignal, work: () => Promise<unknown>) => {
        current = signal;
        return work();
      },
    },
    workflow: { getHandle: () => ({ result: () => result(current) }) },
  };
  return { client, namespace: 'default' } as unknown as TemporalConnection; // what is used of it
}
