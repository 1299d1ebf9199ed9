import { aPlan, aStep } from '@dayshift/engine/testing';
import { dayInZone } from '@dayshift/model';
import { practiceFixtures } from '@dayshift/practice';
import { findSpendingDay, updateModelPrices } from '@dayshift/store';
import { afterEach, expect, test } from 'vitest';
import { type EngineRig, startEngineRig } from '../support/engine-rig.ts';
import { until } from '../support/until.ts';

let practice: Awaited<ReturnType<typeof practiceFixtures.start>>;
let rig: EngineRig;
afterEach(async () => {
  await rig?.stop();
  await practice?.stop();
}, 60_000);

const workerId = 'wrk_1';
const budgetUsdPerDay = 5.15;
const plan = aPlan([
  aStep('trigger', 'start', { to: ['understand'] }),
  aStep('call', 'understand', {
    operation: 'ai.extract',
    queue: 'agent',
    effect: 'read',
    patience: {
      attempts: 5,
      timeoutSeconds: 20,
      firstRetrySeconds: 0.2,
      longestRetrySeconds: 1,
      heartbeatSeconds: 4,
    },
    input: {
      instructions: 'What does the customer want?',
      text: 'How do I export my data?',
      schema: { type: 'object', properties: { intent: { type: 'string' } }, required: ['intent'] },
    },
  }),
]);

test('runs that ask at once never spend more than the budget of the day, and the others stand still for it', async () => {
  practice = await practiceFixtures.start();
  const model = { baseUrl: practice.urls.model, name: 'practice-model', isPractice: false };
  rig = await startEngineRig({ model, workerId });
  const { store } = rig;
  await store.workers.insert({
    id: workerId,
    workspaceId: 'test',
    name: 'Hiro',
    role: 'Support',
    manager: 'Ada',
    timeZone: 'UTC',
    hours: 'always',
    color: 'teal',
    budgetUsdPerDay,
    isPaused: false,
    hiredAt: 1,
  });
  // What one call may cost is nearly the whole budget, and what it does cost about a cent.
  await updateModelPrices(store, 'test', () => ({ 'practice-model': { input: 1, output: 1_000 } }));
  const started = await Promise.all(Array.from({ length: 40 }, () => rig.start(plan, {})));
  const rows = await until(async () => {
    const found = await Promise.all(started.map(({ runId }) => store.runs.get(runId)));
    return found.every((row) => row?.state === 'done' || row?.state === 'stuck') ? found : undefined;
  }, 100_000);

  const day = { workspaceId: 'test', workerId, day: dayInZone('UTC', Date.now()) };
  const spending = await findSpendingDay(store, day);
  const done = rows.filter((row) => row?.state === 'done');
  const stuck = rows.filter((row) => row?.state === 'stuck');
  expect(spending?.spentUsd).toBeLessThanOrEqual(budgetUsdPerDay);
  expect(spending).toMatchObject({ reserved: {}, uncertainUsd: 0, calls: done.length });
  expect(done.reduce((sum, row) => sum + (row?.costUsd ?? 0), 0)).toBeCloseTo(spending?.spentUsd ?? 0, 6);
  expect(done.length).toBeGreaterThan(0);
  expect(stuck.length).toBeGreaterThan(0);
  for (const row of stuck) expect(row?.stuck[0]?.failure.code).toBe('BUDGET_REACHED');
}, 150_000);
