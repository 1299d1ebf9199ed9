import type { CallEffect } from '@dayshift/model';
import { listAuditEntries, putModelAnswered, reserveSpending, settleSpending } from '@dayshift/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';
import { goOnWithModel } from './go-on-with-model.ts';
import { goOnWithinBudget } from './go-on-within-budget.ts';

let office: TestOffice;
let workerId: string;
let playbookId: string;
let now: number;
beforeEach(async () => {
  office = await aTestOffice();
  now = Date.UTC(2026, 5, 10, 12);
  office.context.now = () => now;
  office.temporal.startClockAt(now);
  const hired = { name: 'Hiro', role: 'Support', timeZone: 'Europe/Berlin' };
  workerId = (await office.request('POST', '/api/workers', hired)).body.id;
  playbookId = await office.publish(lookUpAndSend());
  await office.request('PATCH', `/api/playbooks/${playbookId}`, { workerId });
});
afterEach(() => office.close());

const fails =
  (code: string) =>
  (call: CallEffect): Answer =>
    call.stepId.startsWith('look')
      ? { failure: { code, message: 'Not now.', effect: 'not-happened' } }
      : fine(call);
const fine = (call: CallEffect): Answer => ({
  output: { status: 200, headers: {}, body: call.stepId.startsWith('look') ? { sum: 49 } : { id: 'R1' } },
});

async function stuckOn(code: string): Promise<string> {
  office.temporal.answer = fails(code);
  const body = { from: 'published', input: { order: '1' } };
  const { runId } = (await office.request('POST', `/api/playbooks/${playbookId}/runs`, body)).body;
  expect(await stateOf(runId)).toBe('stuck');
  return runId;
}
const stateOf = async (id: string) => (await office.store.runs.get(id))?.state;
const raiseTo = (budgetUsdPerDay: number) =>
  office.request('PATCH', `/api/workers/${workerId}`, { budgetUsdPerDay });

describe('runs that stopped at a budget', () => {
  it('go on when it is raised, and the audit says who raised it and what went on', async () => {
    const ids = [await stuckOn('BUDGET_REACHED'), await stuckOn('BUDGET_REACHED')];
    now += 1_000;
    office.temporal.answer = fine;
    expect(await goOnWithinBudget(office.context)).toBe(0);
    expect((await raiseTo(10)).body).toEqual({ id: workerId, wentOn: 2 });
    expect(await Promise.all(ids.map(stateOf))).toEqual(['done', 'done']);
    const { items } = await listAuditEntries(office.store, 'main');
    expect(items.filter(({ action }) => action === 'worker.changed')).toMatchObject([
      { actor: 'You', summary: 'Set the budget of Hiro to $10 a day.' },
    ]);
    expect(items.filter(({ action }) => action === 'run.goes-on')).toMatchObject([
      { actor: 'Dayshift', summary: expect.stringContaining('the budget of Hiro was raised') },
      { actor: 'Dayshift' },
    ]);
    const [run] = await Promise.all(ids.map((id) => office.store.runs.get(id)));
    expect(run?.hadPerson).toBe(false);
  });

  it('stay where they are when it is lowered', async () => {
    await stuckOn('BUDGET_REACHED');
    now += 1_000;
    expect((await raiseTo(2)).body.wentOn).toBe(0);
  });

  it('go on at the start of the next day of their worker, and not before', async () => {
    const id = await stuckOn('BUDGET_REACHED');
    office.temporal.answer = fine;
    now = Date.UTC(2026, 5, 10, 21, 59); // 23:59 in Berlin
    expect(await goOnWithinBudget(office.context)).toBe(0);
    now = Date.UTC(2026, 5, 10, 22, 1);
    expect(await goOnWithinBudget(office.context)).toBe(1);
    expect(await stateOf(id)).toBe('done');
  });

  it('are made up for when the raise was written and nobody was told any more', async () => {
    const id = await stuckOn('BUDGET_REACHED');
    now += 1_000;
    office.temporal.isDown = true;
    expect((await raiseTo(10)).body).toEqual({ id: workerId, wentOn: 0 });
    office.temporal.isDown = false;
    office.temporal.answer = fine;
    expect(await stateOf(id)).toBe('stuck');
    expect(await goOnWithinBudget(office.context)).toBe(1);
    expect(await stateOf(id)).toBe('done');
  });

  it('that stop again are not asked again and again', async () => {
    const id = await stuckOn('BUDGET_REACHED');
    now += 1_000;
    office.temporal.startClockAt(now);
    expect((await raiseTo(6)).body.wentOn).toBe(1);
    expect(await stateOf(id)).toBe('stuck');
    now += 20_000;
    expect(await goOnWithinBudget(office.context)).toBe(0);
  });

  it('leave runs alone that are stuck on something else', async () => {
    await stuckOn('HTTP_422');
    now += 1_000;
    expect((await raiseTo(10)).body.wentOn).toBe(0);
  });
});

describe('the budget on the worker’s page', () => {
  it('is what was spent today, what nobody saw the end of, and what it keeps waiting', async () => {
    await stuckOn('BUDGET_REACHED');
    const day = { workspaceId: 'main', workerId, day: '2026-06-10' };
    const request = { call: 'a', token: '1', usd: 0.5, budgetUsd: 5, now, until: now + 1 };
    await reserveSpending(office.store, day, request);
    const usage = { model: 'm', inputTokens: 1, outputTokens: 1 };
    await settleSpending(office.store, day, request, { usd: 0.25, usage });
    const { body } = await office.request('GET', `/api/workers/${workerId}`);
    expect(body.budget).toEqual({
      usdPerDay: 5,
      spentUsd: 0.25,
      uncertainUsd: 0,
      unpricedCalls: 0,
      parkedRuns: 1,
    });
  });
});

describe('runs that a model did not answer', () => {
  const probes = () => ({ lastAt: 0 });

  it('go on as soon as it has answered anybody after they stopped', async () => {
    const ids = [await stuckOn('MODEL_UNAVAILABLE'), await stuckOn('MODEL_TIMEOUT')];
    office.temporal.answer = fine;
    now += 1_000;
    expect(await goOnWithModel(office.context, probes())).toBe(0);
    await putModelAnswered(office.store, 'main', now);
    expect(await goOnWithModel(office.context, probes())).toBe(2);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['done', 'done']);
  });

  it('are let go some at a time', async () => {
    for (let count = 0; count < 25; count += 1) await stuckOn('MODEL_UNAVAILABLE');
    office.temporal.answer = fine;
    now += 1_000;
    await putModelAnswered(office.store, 'main', now);
    expect(await goOnWithModel(office.context, probes())).toBe(20);
    expect(await goOnWithModel(office.context, probes())).toBe(5);
  });

  it('send one ahead a minute while nobody knows whether it answers', async () => {
    await stuckOn('MODEL_UNAVAILABLE');
    await stuckOn('MODEL_UNAVAILABLE');
    const kept = probes();
    now += 61_000;
    expect(await goOnWithModel(office.context, kept)).toBe(1);
    expect(await goOnWithModel(office.context, kept)).toBe(0);
    now += 61_000;
    expect(await goOnWithModel(office.context, kept)).toBe(1);
  });

  it('wait for a person when the key is wrong or the account is empty', async () => {
    await stuckOn('MODEL_AUTH');
    await stuckOn('MODEL_QUOTA');
    now += 61_000;
    await putModelAnswered(office.store, 'main', now);
    expect(await goOnWithModel(office.context, probes())).toBe(0);
  });
});

describe('the price of a model', () => {
  const prices = async () => (await office.request('GET', '/api/settings/model-prices')).body.items;
  const enter = (body: object) => office.request('PUT', '/api/settings/model-prices', body);

  it('of the practice model is nothing, and said so', async () => {
    expect(await prices()).toEqual([{ model: 'practice-model', isInUse: true, source: 'practice' }]);
  });

  it('is the list price at the original API, unknown elsewhere, and what was entered before both', async () => {
    office.context.model = { name: 'gpt-4o', isPractice: false };
    expect(await prices()).toMatchObject([{ source: 'list', price: { input: 2.5, output: 10 } }]);
    office.context.model = { name: 'gpt-4o', isPractice: false, baseUrl: 'http://127.0.0.1:8080/v1' };
    expect(await prices()).toEqual([{ model: 'gpt-4o', isInUse: true, source: 'unknown' }]);
    const price = { input: 1, output: 2 };
    expect((await enter({ model: 'gpt-4o', price })).body.items).toMatchObject([
      { source: 'entered', price },
    ]);
    await enter({ model: 'gpt-4o' });
    expect(await prices()).toMatchObject([{ source: 'unknown' }]);
    const { items } = await listAuditEntries(office.store, 'main');
    expect(items.filter(({ action }) => action === 'settings.model-price')).toHaveLength(2);
  });

  it('is never less than nothing', async () => {
    const { status, body } = await enter({ model: 'x', price: { input: -1, output: 2 } });
    expect([status, body.path]).toEqual([400, 'price.input']);
  });
});
