import type { CallInput, EffectRecord } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  completeEffect,
  failEffect,
  isNewest,
  isOnlyOnce,
  openEffect,
  retakeEffect,
} from './effects-ledger.ts';
import { aCall, anOffice, type Office } from './support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const action = { operation: 'http.request', input: { method: 'POST', url: 'https://a.example', body: 1 } };
const other = { ...action, input: { ...action.input, body: 2 } };
const call = (change: Partial<CallInput> = {}) => aCall('http.request', action.input, change);
const open = (change: Partial<CallInput> = {}, of = action) =>
  openEffect(office.store, 'k', call(change), of);
const row = async () => (await office.store.effects.get('k')) as EffectRecord; // opened by the test
const put = async (change: Partial<EffectRecord>) => {
  const before = await row();
  await office.store.effects.replace({ ...before, ...change }, before.revision);
};
const conflict = { code: 'IDEMPOTENCY_CONFLICT', isRetryable: false };

describe('a row of the ledger', () => {
  it('is there before anything is sent, and says for whom', async () => {
    expect(await open({ approvalId: 'apr_1' })).toMatchObject({ kind: 'fresh', row: { attempts: 1 } });
    expect(await row()).toMatchObject({
      workspaceId: 'w',
      runId: 'run_1',
      key: 'send',
      operation: 'http.request',
      state: 'started',
      approvalId: 'apr_1',
      version: 1,
      attempts: 1,
    });
    await office.store.effects.remove('k', 1);
    await open();
    expect(await row()).not.toHaveProperty('approvalId');
  });

  it('that is started is sent again to who honours the key, counted once more', async () => {
    await open();
    expect(await open()).toMatchObject({ kind: 'repeat', row: { attempts: 2 } });
    expect(await row()).toMatchObject({ state: 'started', attempts: 2, triedAt: expect.any(Number) });
  });

  it.each(['none', 'lookup'] as const)(
    'that is started is not sent again where it would happen again (%s)',
    async (effect) => {
      await open({ effect });
      const before = await row();
      expect(await open({ effect })).toMatchObject({ kind: 'unsure', row: { attempts: 1 } });
      expect(await row()).toEqual(before);
      expect(isOnlyOnce({ effect })).toBe(true);
    },
  );

  it('that is done is the answer, with what it cost', async () => {
    await open();
    await completeEffect(office.store, 'k', { output: 7, costUsd: 0.5 });
    const before = await row();
    expect(await open()).toEqual({ kind: 'done', result: { output: 7, costUsd: 0.5 } });
    expect(await row()).toEqual(before);
    await put({ costUsd: undefined, result: undefined });
    expect(await open()).toEqual({ kind: 'done', result: { output: null } });
  });

  it('that failed is free, also for other contents', async () => {
    await open();
    await put({ state: 'failed', endedAt: 5 });
    expect(await open({}, other)).toMatchObject({ kind: 'fresh', row: { attempts: 2, state: 'started' } });
    const after = await row();
    expect(after).toMatchObject({ state: 'started', attempts: 2 });
    expect(after.endedAt).toBeUndefined();
  });

  it('is nobody else’s: not for other contents, and not for another workspace', async () => {
    await open();
    await expect(open({}, other)).rejects.toMatchObject(conflict);
    await expect(open({ workspaceId: 'v' })).rejects.toMatchObject(conflict);
    await put({ state: 'failed' });
    await expect(open({ workspaceId: 'v' })).rejects.toMatchObject(conflict);
    expect(await row()).toMatchObject({ state: 'failed', attempts: 1 });
  });
});

describe('of several hosts under one key', () => {
  it('one takes the row for another try', async () => {
    await open({ effect: 'lookup' });
    const seen = await row();
    expect(await retakeEffect(office.store, seen)).toMatchObject({ attempts: 2 });
    expect(await row()).toMatchObject({ state: 'started', attempts: 2 });
    expect(await retakeEffect(office.store, seen)).toBeUndefined();
    expect(await row()).toMatchObject({ attempts: 2 });
    for (const state of ['done', 'failed'] as const) {
      await put({ state });
      expect(await retakeEffect(office.store, await row())).toBeUndefined();
    }
  });

  it('the newest goes on, as long as it is neither done nor failed', async () => {
    await open();
    const first = await row();
    expect(await isNewest(office.store, first)).toBe(true);
    await open();
    expect(await isNewest(office.store, first)).toBe(false);
    expect(await isNewest(office.store, await row())).toBe(true);
    await put({ state: 'done' });
    expect(await isNewest(office.store, await row())).toBe(false);
    expect(await isNewest(office.store, { ...first, id: 'gone' })).toBe(false);
  });

  it('the first to finish is right, whatever a slow one brings', async () => {
    await open();
    expect(await completeEffect(office.store, 'k', { output: 'first' })).toEqual({ output: 'first' });
    expect(await completeEffect(office.store, 'k', { output: 'second' })).toEqual({ output: 'first' });
    expect(await row()).toMatchObject({ state: 'done', result: 'first' });
  });

  it('an answer counts also where somebody thought that it failed', async () => {
    await open();
    await put({ state: 'failed' });
    await completeEffect(office.store, 'k', { output: 'here' });
    expect(await row()).toMatchObject({ state: 'done', result: 'here' });
  });

  it('an earlier try does not say of a later one that it failed, nor of what is done', async () => {
    await open();
    const first = await row();
    await open();
    await failEffect(office.store, first);
    expect(await row()).toMatchObject({ state: 'started' });
    await failEffect(office.store, await row());
    expect(await row()).toMatchObject({ state: 'failed', endedAt: expect.any(Number) });
    await put({ state: 'done' });
    await failEffect(office.store, await row());
    expect(await row()).toMatchObject({ state: 'done' });
  });
});
