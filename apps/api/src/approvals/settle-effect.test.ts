import type { Approval, EffectRecord, Failure } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { settleEffect } from './settle-effect.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
  await office.store.effects.insert(anEffect());
  await office.store.approvals.insert(anApproval());
});
afterEach(() => office.close());

const anEffect = (change: Partial<EffectRecord> = {}): Omit<EffectRecord, 'revision'> => ({
  id: 'key_1',
  workspaceId: 'main',
  runId: 'run_1',
  key: 'send',
  operation: 'mail.send',
  requestHash: 'h',
  state: 'started',
  approvalId: 'apr_1',
  attempts: 1,
  startedAt: 1,
  ...change,
});
const anApproval = (): Omit<Approval, 'revision'> => ({
  id: 'apr_1',
  workspaceId: 'main',
  runId: 'run_1',
  workflowId: 'run_1',
  playbookId: 'pb_1',
  playbookName: 'Refunds',
  version: 1,
  runTitle: 'A refund',
  key: 'ask',
  nodeId: 'send',
  stepTitle: 'Send',
  title: 'Send',
  assignee: 'You',
  digest: 'd',
  state: 'applied',
  openedAt: 1,
  dueAt: 2,
  changedAt: 1,
  delivery: { state: 'applied', tries: 1, nextAt: 1 },
  execution: { state: 'started', at: 1, effectId: 'key_1' },
});
const unknown: Failure = { code: 'AMBIGUOUS_EFFECT', message: '?', details: { idempotencyKey: 'key_1' } };
const row = () => office.store.effects.get('key_1');
const execution = async () => (await office.store.approvals.get('apr_1'))?.execution;

test('what a person found to have arrived is done, in the ledger and on the card', async () => {
  const output = { messageId: '<a@b>' };
  for (let press = 0; press < 2; press += 1)
    await settleEffect(office.context, unknown, { verb: 'it-happened', by: 'Ada', output });
  expect(await row()).toMatchObject({ state: 'done', result: output });
  expect(await execution()).toMatchObject({ state: 'done', message: 'Ada found that it arrived.' });
});

test('what a person found not to have arrived leaves the yes free to be carried out', async () => {
  await settleEffect(office.context, unknown, { verb: 'it-did-not', by: 'Ada' });
  expect(await row()).toMatchObject({ state: 'failed' });
  expect(await execution()).toMatchObject({ state: 'failed', effectId: 'key_1' });
});

test('what turned out otherwise meanwhile stands', async () => {
  const before = await row();
  await office.store.effects.replace({ ...before!, state: 'done', result: 'sent' }, before!.revision); // inserted above
  const card = await office.store.approvals.get('apr_1');
  await office.store.approvals.replace(
    { ...card!, execution: { state: 'done', at: 5, effectId: 'key_1' } },
    card!.revision,
  ); // inserted above
  await settleEffect(office.context, unknown, { verb: 'it-did-not', by: 'Ada' });
  expect(await row()).toMatchObject({ state: 'done', result: 'sent' });
  expect(await execution()).toMatchObject({ state: 'done', at: 5 });
});

test('nothing of another workspace, of another effect, or of another kind of failure is touched', async () => {
  const word = { verb: 'it-did-not', by: 'Ada' } as const;
  await settleEffect({ ...office.context, workspaceId: 'other' }, unknown, word);
  await settleEffect(office.context, { ...unknown, code: 'MAIL_REFUSED' }, word);
  await settleEffect(office.context, { ...unknown, details: {} }, word);
  await settleEffect(office.context, { ...unknown, details: { idempotencyKey: 'key_9' } }, word);
  expect(await row()).toMatchObject({ state: 'started' });
  expect(await execution()).toMatchObject({ state: 'started' });
});
