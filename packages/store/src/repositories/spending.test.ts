import type { ModelUsage } from '@dayshift/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongoPlace, sqlitePlace } from '../contract/test-places.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import {
  countedUsd,
  countUnpriced,
  findSpendingDay,
  reserveSpending,
  settleSpending,
  type WorkerDay,
} from './spending.ts';

const usage: ModelUsage = { model: 'm', inputTokens: 10, outputTokens: 5 };
let days = 0;
const aDay = (): WorkerDay => ({ workspaceId: 'w', workerId: `wrk_${++days}`, day: '2026-01-31' });

describe.each([sqlitePlace(), await mongoPlace()])('a budget in $name', (where) => {
  if ('unavailable' in where) {
    // Nothing to try it on; the reason was printed.
    test.skip(where.unavailable);
    return;
  }
  /** Two connections, as two processes have them. */
  let stores: [Store, Store];
  beforeAll(async () => {
    stores = [await openStore(where.place), await openStore(where.place)];
  });
  afterAll(async () => {
    for (const store of stores ?? []) await store.close();
    await where.stop();
  });
  const request = (token: string, more: Partial<Parameters<typeof reserveSpending>[2]> = {}) => ({
    call: `call${token}`,
    token,
    usd: 0.01,
    budgetUsd: 0.2,
    now: 0,
    until: 1_000,
    ...more,
  });

  test('has room for exactly as many calls as it pays, whoever asks first', async () => {
    const day = aDay();
    const asked = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        reserveSpending(stores[index % 2 === 0 ? 0 : 1], day, request(`${index}`)),
      ),
    );
    expect(asked.filter(({ kind }) => kind === 'reserved')).toHaveLength(20);
    expect(asked.filter(({ kind }) => kind === 'busy')).toHaveLength(40);
  }, 30_000);

  test('is charged once for a call that is settled twice, and for none that nobody reserved', async () => {
    const [store, other] = stores;
    const day = aDay();
    await reserveSpending(store, day, request('a'));
    const took = { usd: 0.004, usage };
    await Promise.all([
      settleSpending(store, day, request('a'), took),
      settleSpending(other, day, request('a'), took),
    ]);
    await settleSpending(store, day, request('b'), took);
    expect(await findSpendingDay(store, day)).toMatchObject({
      spentUsd: 0.004,
      calls: 1,
      inputTokens: 10,
      reserved: {},
    });
  });

  test('counts what nobody saw the end of, once it is certain that nobody will', async () => {
    const [store] = stores;
    const day = aDay();
    await reserveSpending(store, day, request('a'));
    // The same step again: the host of the first try is dead.
    await reserveSpending(store, day, { ...request('a'), token: 'again' });
    expect(await findSpendingDay(store, day)).toMatchObject({ uncertainUsd: 0.01 });
    // Another one, when the time of that is over.
    await reserveSpending(store, day, request('b', { now: 2_000, until: 3_000 }));
    const found = await findSpendingDay(store, day);
    expect(found).toMatchObject({ uncertainUsd: 0.02 });
    expect(Object.keys(found?.reserved ?? {})).toEqual(['callb~b']);
    // It comes back all the same: what was counted for it stays.
    await settleSpending(store, day, { ...request('a'), token: 'again' }, { usd: 0.001, usage });
    expect(countedUsd(await findSpendingDay(store, day))).toBe(0.02);
  });

  test('says when no end of calls under way could make room', async () => {
    const [store] = stores;
    const day = aDay();
    await reserveSpending(store, day, request('a', { usd: 0.15 }));
    await settleSpending(store, day, request('a'), { usd: 0.15, usage });
    expect(await reserveSpending(store, day, request('b', { usd: 0.1 }))).toEqual({
      kind: 'reached',
      spentUsd: 0.15,
    });
  });

  test('is another worker’s business, and another day’s', async () => {
    const [store] = stores;
    const day = aDay();
    await reserveSpending(store, day, request('a', { usd: 0.2 }));
    for (const other of [
      { ...day, workerId: 'other' },
      { ...day, day: '2026-02-01' },
      { ...day, workspaceId: 'v' },
    ])
      expect(await reserveSpending(store, other, request('a', { usd: 0.2 }))).toEqual({ kind: 'reserved' });
  });

  test('counts the tokens of calls without a price apart', async () => {
    const [store] = stores;
    const day = aDay();
    await countUnpriced(store, day, { ...usage, isUnpriced: true });
    expect(await findSpendingDay(store, day)).toMatchObject({
      spentUsd: 0,
      unpricedCalls: 1,
      inputTokens: 10,
    });
  });
});
