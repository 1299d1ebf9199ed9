import { generateKeyPairSync, sign } from 'node:crypto';
import { type Approval, approvalDigest, decisionText, type FrozenAction } from '@dayshift/model';
import { update } from '@dayshift/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key.ts';
import { aCall, anOffice, type Office } from './support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const action: FrozenAction = {
  operation: 'mail.send',
  input: { from: 'hiro@dayshift.example', to: 'ada@example.com', subject: 'Refund', text: 'You get 40.' },
};
/** The call comes with other bytes, as a hostile model or a bug might send them. */
const hostile = { to: 'eve@example.com', subject: 'Refund', text: 'You get 4,000.' };
const approved = (change = {}) => aCall('mail.send', hostile, { approvalId: 'apr_1', ...change });

const change = (how: (approval: Approval) => Approval) => update(office.store.approvals, 'apr_1', how);
const execution = async () => (await office.store.approvals.get('apr_1'))?.execution;

describe('an approved action', () => {
  it('is carried out with the stored bytes, never with those that came with the call', async () => {
    await office.anApproval(action);
    const { output } = await office.perform(approved());
    expect(output).toMatchObject({ accepted: ['ada@example.com'] });
    expect(office.mail.taken).toMatchObject([
      { to: [{ address: 'ada@example.com' }], text: 'You get 40.\n' },
    ]);
    expect(await execution()).toMatchObject({ state: 'done' });
  });

  it('is carried out once over crashes and repeats', async () => {
    await office.anApproval(action);
    const first = await office.perform(approved());
    await change(({ execution: _lost, ...approval }) => approval);
    expect(await office.perform(approved(), 2)).toEqual(first);
    expect(office.mail.taken).toHaveLength(1);
    expect(await execution()).toMatchObject({ state: 'done' });
  });

  it('that may have gone out says so on its card, and goes out once', async () => {
    await office.anApproval(action);
    office.mail.behaviour.cutsAfterData = true;
    for (const attempt of [1, 2]) {
      await expect(office.perform(approved(), attempt)).rejects.toMatchObject({
        type: 'AMBIGUOUS_EFFECT',
        details: [{ to: 'ada@example.com' }],
      });
      expect(await execution()).toMatchObject({
        state: 'started',
        message: expect.stringContaining('may have been sent'),
      });
    }
    expect(office.mail.taken).toHaveLength(1);
  });

  it('that a later attempt took over stays under way on its card', async () => {
    await office.anApproval(action);
    const get = office.store.effects.get;
    office.store.effects.get = async (id) => {
      office.store.effects.get = get;
      const row = await get.call(office.store.effects, id);
      if (row) await office.store.effects.replace({ ...row, attempts: 2 }, row.revision);
      return get.call(office.store.effects, id);
    };
    await expect(office.perform(approved())).rejects.toMatchObject({ type: 'SUPERSEDED' });
    expect(await execution()).toMatchObject({ state: 'started' });
    expect(office.mail.taken).toEqual([]);
  });

  it('that failed for certain says so, and may be tried again as new', async () => {
    await office.anApproval(action);
    office.mail.behaviour.onRecipient = { responseCode: 550, message: 'unknown' };
    await expect(office.perform(approved())).rejects.toMatchObject({ type: 'MAIL_REFUSED' });
    expect(await execution()).toMatchObject({ state: 'failed', message: expect.stringContaining('unknown') });
    office.mail.behaviour.onRecipient = undefined;
    await office.perform(approved({ key: 'send!1', generation: 1 }));
    expect(await execution()).toMatchObject({ state: 'done' });
  });

  it('is carried out as edited when it was edited before the yes', async () => {
    await office.anApproval(action);
    const edited = { operation: 'mail.send', input: { ...hostile, to: 'bob@example.com' } };
    const approval = await office.store.approvals.get('apr_1');
    if (!approval?.decision) throw new Error('There is no decision.');
    const digest = await approvalDigest({ ...approval, action: edited });
    const decision = { ...approval.decision, digest, isEdited: true };
    const text = Buffer.from(decisionText('apr_1', decision));
    const signature = sign(null, text, office.keys.privateKey).toString('base64');
    await change((row) => ({ ...row, action: edited, decision: { ...decision, signature } }));
    await office.perform(approved());
    expect(office.mail.taken).toMatchObject([{ to: [{ address: 'bob@example.com' }] }]);
  });

  it('keeps its approval in a run that was resumed from the one that asked', async () => {
    await office.anApproval(action);
    await aRun('run_2', 'run_1');
    await aRun('run_3', 'run_2');
    await office.perform(approved({ runId: 'run_3', runKey: 'run_3' }));
    expect(office.mail.taken).toHaveLength(1);
  });
});

describe('nothing is carried out', () => {
  afterEach(() => {
    expect(office.mail.taken).toEqual([]);
  });
  const refusal = (type: string) => ({ type, nonRetryable: true, details: [{ effect: 'not-happened' }] });

  it('when nobody was asked', async () => {
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_MISSING'));
  });

  it.each([
    ['mail.send', hostile],
    ['http.request', { method: 'GET', url: 'http://127.0.0.1:1/' }],
  ] as const)('when %s stands behind a question that was never asked', async (operation, input) => {
    const gated = aCall(operation, input, { isGated: true });
    await expect(office.perform(gated)).rejects.toMatchObject(refusal('APPROVAL_MISSING'));
    expect(await office.store.effects.get(idempotencyKey(gated))).toBeUndefined();
  });

  it('when a person said no', async () => {
    await office.anApproval(action, {}, 'reject');
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_NOT_GIVEN'));
  });

  it.each(['open', 'expired', 'cancelled'] as const)('when the question is %s', async (state) => {
    await office.anApproval(action, { state });
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_NOT_GIVEN'));
  });

  it('when somebody wrote a decision into the store without the key of the inbox', async () => {
    await office.anApproval(action);
    const forger = generateKeyPairSync('ed25519').privateKey;
    await change((row) => {
      if (!row.decision) throw new Error('There is no decision.');
      const text = Buffer.from(decisionText(row.id, row.decision));
      return {
        ...row,
        decision: { ...row.decision, signature: sign(null, text, forger).toString('base64') },
      };
    });
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_FORGED'));
  });

  it('when a no was turned into a yes', async () => {
    await office.anApproval(action, {}, 'reject');
    await change((row) =>
      row.decision ? { ...row, decision: { ...row.decision, verdict: 'approve' } } : row,
    );
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_FORGED'));
  });

  it('when the action was changed after the yes, with or without its digests', async () => {
    const digest = await office
      .anApproval(action)
      .then(() => approvalDigestOf({ ...action, input: hostile }));
    await change((row) => ({ ...row, action: { ...action, input: hostile } }));
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_CHANGED'));
    await change((row) => (row.decision ? { ...row, digest, decision: { ...row.decision, digest } } : row));
    await expect(office.perform(approved())).rejects.toMatchObject(refusal('APPROVAL_FORGED'));
  });

  it('for another operation, another run, or another workspace', async () => {
    await office.anApproval(action);
    const otherOperation = aCall(
      'http.request',
      { method: 'GET', url: office.web.origin },
      { approvalId: 'apr_1' },
    );
    await expect(office.perform(otherOperation)).rejects.toMatchObject(refusal('APPROVAL_CHANGED'));
    await expect(office.perform(approved({ runId: 'run_9' }))).rejects.toMatchObject(
      refusal('APPROVAL_MISSING'),
    );
    await expect(office.perform(approved({ workspaceId: 'v' }))).rejects.toMatchObject(
      refusal('APPROVAL_MISSING'),
    );
    expect(office.web.received).toEqual([]);
  });

  it.each(['started', 'done'] as const)('twice under one yes, when the first is %s', async (state) => {
    await office.anApproval(action, { execution: { state, at: 1, effectId: 'another' } });
    const again = approved({ key: 'send@2' });
    await expect(office.perform(again)).rejects.toMatchObject(refusal('APPROVAL_USED'));
    expect(await execution()).toEqual({ state, at: 1, effectId: 'another' });
    expect(await office.store.effects.get(idempotencyKey(again))).toMatchObject({ state: 'failed' });
  });
});

function approvalDigestOf(changed: FrozenAction): Promise<string> {
  return approvalDigest({ id: 'apr_1', workspaceId: 'w', runId: 'run_1', key: 'ask', action: changed });
}

async function aRun(id: string, forkedFrom: string): Promise<void> {
  await office.store.runs.insert({
    id,
    workspaceId: 'w',
    workflowId: id,
    playbookId: 'pb_1',
    playbookName: 'Refunds',
    version: 1,
    title: 'A refund',
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
    forkedFrom,
  });
}
