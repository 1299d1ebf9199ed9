import { dayInZone, type ModelPrices, type Run, type Worker } from '@dayshift/model';
import { countedUsd, findSpendingDay, reserveSpending, update, updateModelPrices } from '@dayshift/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idempotencyKey } from '../idempotency-key.ts';
import { type Answer, aCall, anOffice, type Office } from '../support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const timeZone = 'Europe/Berlin';
const setPrices = (prices: ModelPrices) => updateModelPrices(office.store, 'w', () => prices);
/** 1,000 tokens in and 200 out at these prices are $0.003. */
const prices = { 'local-1': { input: 1, output: 10 } };
const usage = { prompt_tokens: 1_000, completion_tokens: 200 };

const answers =
  (body: object, afterMs = 0): Answer =>
  (response) =>
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }, afterMs);
const says = (content: string, afterMs = 0): Answer =>
  answers({ choices: [{ message: { content }, finish_reason: 'stop' }], usage }, afterMs);

async function aWorker(budgetUsdPerDay: number): Promise<void> {
  const worker: Omit<Worker, 'revision'> = {
    id: 'wrk_1',
    workspaceId: 'w',
    name: 'Hiro',
    role: 'Support',
    manager: 'Ada',
    timeZone,
    hours: 'always',
    color: 'teal',
    budgetUsdPerDay,
    isPaused: false,
    hiredAt: 1,
  };
  await office.store.workers.insert(worker);
}

async function aRun(id: string): Promise<void> {
  const run: Omit<Run, 'revision'> = {
    id,
    workspaceId: 'w',
    workflowId: id,
    playbookId: 'pb_1',
    playbookName: 'Refunds',
    version: 1,
    workerId: 'wrk_1',
    title: 'Mail from Ada',
    triggerType: 'manual',
    triggerNodeId: 'start',
    trigger: {},
    state: 'working',
    isOpen: true,
    startedAt: 1,
    changedAt: 1,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
  };
  await office.store.runs.insert(run);
}

async function draftIn(runId: string, attempt = 1) {
  await aRun(runId);
  return office.perform(callOf(runId), attempt);
}

const callOf = (runId: string) =>
  aCall(
    'ai.draft',
    { instructions: 'Answer kindly.', material: 'Where is my order?', maxWords: 10 },
    { runId, runKey: runId },
  );

const today = () => ({ workspaceId: 'w', workerId: 'wrk_1', day: dayInZone(timeZone, Date.now()) });
const spent = () => findSpendingDay(office.store, today());

describe('a budget of the day', () => {
  it('is never exceeded, however many runs ask at once', async () => {
    await aWorker(0.1);
    await setPrices(prices);
    office.web.answer(says('Dear Ada', 20));
    const runs = Array.from({ length: 40 }, (_, index) => `run_${index}`);
    const outcomes = await Promise.allSettled(runs.map((id) => draftIn(id)));
    const refusals = outcomes.filter((each) => each.status === 'rejected');
    const done = outcomes.length - refusals.length;
    const day = await spent();
    expect(day?.spentUsd).toBeCloseTo(done * 0.003, 6);
    expect(countedUsd(day)).toBeLessThanOrEqual(0.1);
    expect(day).toMatchObject({ reserved: {}, uncertainUsd: 0, calls: done, inputTokens: done * 1_000 });
    // The bound of one call is about half of the budget, and yet most of it could be used.
    expect(done).toBeGreaterThan(15);
    expect(office.web.received).toHaveLength(done);
    for (const { reason } of refusals)
      expect(reason).toMatchObject({
        type: 'BUDGET_REACHED',
        nonRetryable: true,
        details: [{ effect: 'not-happened' }],
      });
  }, 20_000);

  it('of one cent lets no call through that could cost more, and says when it goes on', async () => {
    await aWorker(0.01);
    await setPrices(prices);
    office.web.answer(says('Dear Ada'));
    const outcomes = await Promise.allSettled(['run_1', 'run_2', 'run_3'].map((id) => draftIn(id)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(office.perform(callOf('run_1'))).rejects.toThrow(
      /^Hiro has spent \$0\.00 of \$0\.01 today, and this call may cost up to \$0\.04\d?\. It goes on by itself after midnight \(Europe\/Berlin\), or once the budget is raised\.$/,
    );
    expect(office.web.received).toEqual([]);
  });

  it('of nothing asks no model that costs anything, and a free one as before', async () => {
    await aWorker(0);
    await setPrices(prices);
    office.web.answer(says('Dear Ada'));
    await expect(draftIn('run_1')).rejects.toMatchObject({ type: 'BUDGET_REACHED' });
    await setPrices({ 'local-1': { input: 0, output: 0 } });
    expect(await draftIn('run_2')).toMatchObject({ costUsd: 0, usage: { inputTokens: 1_000 } });
  });

  it('fails the test of one step instead of keeping it waiting', async () => {
    await aWorker(0.01);
    await setPrices(prices);
    await aRun('run_1');
    await update(office.store.runs, 'run_1', (run) => ({ ...run, testedNodeId: 'draft' }));
    await expect(office.perform(callOf('run_1'))).rejects.toMatchObject({ type: 'BUDGET_USED_UP' });
  });

  it('that is raised counts at once', async () => {
    await aWorker(0.01);
    await setPrices(prices);
    office.web.answer(says('Dear Ada'));
    await expect(draftIn('run_1')).rejects.toMatchObject({ type: 'BUDGET_REACHED' });
    await update(office.store.workers, 'wrk_1', (worker) => ({ ...worker, budgetUsdPerDay: 1 }));
    expect(await office.perform(callOf('run_1'), 1)).toMatchObject({ costUsd: 0.003 });
  });

  it('waits for what calls under way leave of it', async () => {
    await aWorker(0.06);
    await setPrices(prices);
    office.web.answer(says('Dear Ada', 300));
    await Promise.all(['run_1', 'run_2'].map((id) => draftIn(id)));
    expect(await spent()).toMatchObject({ spentUsd: 0.006, reserved: {} });
  });

  it('counts a call in full whose host died over it, and its repetition once', async () => {
    await aWorker(1);
    await setPrices(prices);
    office.web.answer(says('Dear Ada'));
    const call = idempotencyKey(callOf('run_1'));
    const now = Date.now();
    await reserveSpending(office.store, today(), {
      call,
      token: 'dead',
      usd: 0.05,
      budgetUsd: 1,
      now,
      until: now + 60_000,
    });
    await draftIn('run_1', 2);
    expect(await spent()).toMatchObject({ spentUsd: 0.003, uncertainUsd: 0.05, reserved: {}, calls: 1 });
  });

  it('counts a call in full that nobody came back for', async () => {
    await aWorker(1);
    await setPrices(prices);
    office.web.answer(says('Dear Ada'));
    const now = Date.now();
    await reserveSpending(office.store, today(), {
      call: 'other',
      token: 'dead',
      usd: 0.05,
      budgetUsd: 1,
      now,
      until: now - 1,
    });
    await draftIn('run_1');
    expect(await spent()).toMatchObject({ spentUsd: 0.003, uncertainUsd: 0.05, reserved: {} });
  });
});

describe('what a call took', () => {
  beforeEach(async () => {
    await aWorker(5);
    await setPrices(prices);
  });

  it('is told with its answer', async () => {
    office.web.answer(says('Dear Ada'));
    expect(await draftIn('run_1')).toEqual({
      output: { text: 'Dear Ada' },
      costUsd: 0.003,
      usage: { model: 'local-1', inputTokens: 1_000, outputTokens: 200 },
    });
  });

  it('is told with its failure, and both answers of a correction count', async () => {
    office.web.answer(says('bananas'));
    await aRun('run_1');
    const schema = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };
    const call = aCall('ai.extract', { instructions: 'Read the amount.', text: 'I want 40 back.', schema });
    await expect(office.perform(call)).rejects.toMatchObject({
      type: 'MODEL_ANSWER_INVALID',
      nonRetryable: true,
      details: [{ usage: { inputTokens: 2_000, outputTokens: 400 }, costUsd: 0.006 }],
    });
    expect(await spent()).toMatchObject({ spentUsd: 0.006, calls: 2, reserved: {} });
  });

  it('is nothing when the server refused to answer', async () => {
    office.web.answer((response) => response.writeHead(503).end());
    await expect(draftIn('run_1')).rejects.toMatchObject({
      type: 'MODEL_UNAVAILABLE',
      details: [{ effect: 'not-happened' }],
    });
    expect(await spent()).toMatchObject({ spentUsd: 0, uncertainUsd: 0, reserved: {}, calls: 0 });
  });

  it('is at most what was reserved when the line broke', async () => {
    office.web.answer((response) => void response.destroy());
    await expect(draftIn('run_1')).rejects.toMatchObject({ type: 'MODEL_UNAVAILABLE' });
    const day = await spent();
    expect(day).toMatchObject({ spentUsd: 0, reserved: {} });
    expect(day?.uncertainUsd).toBeGreaterThan(0.04);
  });

  it('has no cost where no price is known, and its tokens are kept', async () => {
    await setPrices({});
    office.web.answer(says('Dear Ada'));
    const { costUsd, usage: used } = await draftIn('run_1');
    expect(costUsd).toBeUndefined();
    expect(used).toEqual({ model: 'local-1', inputTokens: 1_000, outputTokens: 200, isUnpriced: true });
    expect(await spent()).toMatchObject({ spentUsd: 0, unpricedCalls: 1, inputTokens: 1_000 });
  });

  it('that cannot be written down does not cost the answer, and is counted once', async () => {
    await setPrices({});
    office.web.answer(says('Dear Ada'));
    const full = vi
      .spyOn(office.store.spendingDays, 'insert')
      .mockRejectedValue(new Error('The disk is full.'));
    const { output, usage: used } = await draftIn('run_1');
    full.mockRestore();
    expect([output, used?.inputTokens]).toEqual([{ text: 'Dear Ada' }, 1_000]);
  });

  it('that cannot be reserved is not asked', async () => {
    office.web.answer(says('Dear Ada'));
    const full = vi
      .spyOn(office.store.spendingDays, 'insert')
      .mockRejectedValue(new Error('The disk is full.'));
    await expect(draftIn('run_1')).rejects.toMatchObject({ type: 'UNEXPECTED', nonRetryable: false });
    full.mockRestore();
    expect(office.web.received).toEqual([]);
  });
});
