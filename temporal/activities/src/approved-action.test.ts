import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimApproval, loadApprovedAction, recordExecution } from './approved-action.ts';
import { OperationFailure } from './operation-failure.ts';
import { aCall, anOffice, type Office } from './support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const action = { operation: 'mail.send', input: { to: 'ada@example.com', subject: 'Refund', text: '40' } };
const execution = async () => (await office.store.approvals.get('apr_1'))?.execution;
const load = (change = {}) =>
  loadApprovedAction(
    office.store,
    office.keys.publicKey,
    aCall('mail.send', action.input, { approvalId: 'apr_1', ...change }),
  );
const missing = { code: 'APPROVAL_MISSING', isRetryable: false, effect: 'not-happened' };

async function aRun(id: string, forkedFrom: string, workspaceId = 'w'): Promise<void> {
  await office.store.runs.insert({
    id,
    workspaceId,
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

describe('the action a person said yes to', () => {
  it('is the stored one', async () => {
    await office.anApproval(action);
    expect(await load()).toEqual(action);
    await expect(load({ approvalId: undefined })).rejects.toMatchObject(missing);
  });

  it('is not handed to another workspace, also when the run has the same id there', async () => {
    await office.anApproval(action);
    await expect(load({ workspaceId: 'v' })).rejects.toMatchObject(missing);
  });

  it('is not inherited through a run of another workspace', async () => {
    await office.anApproval(action);
    await aRun('run_2', 'run_1', 'v');
    await expect(load({ runId: 'run_2' })).rejects.toMatchObject(missing);
    await aRun('run_3', 'run_2');
    await expect(load({ runId: 'run_3' })).rejects.toMatchObject(missing);
  });

  it('is inherited over twenty runs, and no chain is followed for ever', async () => {
    await office.anApproval(action);
    for (let fork = 2; fork <= 21; fork += 1) await aRun(`run_${fork}`, `run_${fork - 1}`);
    expect(await load({ runId: 'run_20' })).toEqual(action);
    await expect(load({ runId: 'run_21' })).rejects.toMatchObject(missing);
    await aRun('round', 'round');
    await expect(load({ runId: 'round' })).rejects.toMatchObject(missing);
  });

  it('is nothing where the question showed fields only', async () => {
    await office.anApproval(action);
    const row = await office.store.approvals.get('apr_1');
    const { action: _action, ...rest } = row!; // made above
    await office.store.approvals.replace(rest, rest.revision);
    await expect(load()).rejects.toMatchObject({ code: 'APPROVAL_NOT_GIVEN' });
  });

  it('counts once the run took the answer in as well', async () => {
    await office.anApproval(action, { state: 'applied' });
    expect(await load()).toEqual(action);
  });

  it('is refused where the digest of the question is not what was decided about, and nothing says edited', async () => {
    await office.anApproval(action, { digest: 'of something else' });
    await expect(load()).rejects.toMatchObject({ code: 'APPROVAL_CHANGED' });
  });
});

describe('one yes', () => {
  it('is taken by one effect, which may take it again', async () => {
    await office.anApproval(action);
    await claimApproval(office.store, 'apr_1', 'effect-1');
    const first = await execution();
    expect(first).toMatchObject({ state: 'started', effectId: 'effect-1' });
    await claimApproval(office.store, 'apr_1', 'effect-1');
    expect(await execution()).toEqual(first);
    await expect(claimApproval(office.store, 'apr_1', 'effect-2')).rejects.toMatchObject({
      code: 'APPROVAL_USED',
    });
    expect(await execution()).toEqual(first);
  });

  it('of which nothing came is free for another effect', async () => {
    await office.anApproval(action, { execution: { state: 'failed', at: 1, effectId: 'effect-1' } });
    await claimApproval(office.store, 'apr_1', 'effect-2');
    expect(await execution()).toMatchObject({ state: 'started', effectId: 'effect-2' });
  });

  it('that was carried out is not taken again, not even by the same effect', async () => {
    await office.anApproval(action, { execution: { state: 'done', at: 1, effectId: 'effect-1' } });
    await expect(claimApproval(office.store, 'apr_1', 'effect-1')).rejects.toMatchObject({
      code: 'APPROVAL_USED',
    });
  });
});

describe('what became of it', () => {
  const failure = (effect: 'not-happened' | 'unknown') =>
    new OperationFailure('MAIL_REFUSED', 'No such person.', { isRetryable: false, effect });

  it('is shown on its card', async () => {
    await office.anApproval(action);
    await recordExecution(office.store, 'apr_1', 'effect-1', failure('unknown'));
    expect(await execution()).toMatchObject({ state: 'started', message: 'No such person.' });
    await recordExecution(office.store, 'apr_1', 'effect-1', failure('not-happened'));
    expect(await execution()).toMatchObject({ state: 'failed', effectId: 'effect-1' });
    await recordExecution(office.store, 'apr_1', 'effect-1', 'done');
    expect(await execution()).toEqual({ state: 'done', at: expect.any(Number), effectId: 'effect-1' });
  });

  it('stays done whatever a slower try hears, and is not another effect’s to say', async () => {
    const done = { state: 'done' as const, at: 1, effectId: 'effect-1' };
    await office.anApproval(action, { execution: done });
    await recordExecution(office.store, 'apr_1', 'effect-1', failure('not-happened'));
    expect(await execution()).toEqual(done);
    const row = await office.store.approvals.get('apr_1');
    const started = { ...done, state: 'started' as const };
    await office.store.approvals.replace({ ...row!, execution: started }, row!.revision); // made above
    await recordExecution(office.store, 'apr_1', 'effect-2', 'done');
    expect(await execution()).toEqual(started);
  });
});
