import {
  type AskEffect,
  approvalDigest,
  emptyGraph,
  noDeadline,
  type Plan,
  type Run,
  type RunInput,
  type Step,
} from '@dayshift/model';
import { update } from '@dayshift/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anOffice, inActivity, type Office } from '../support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
  await office.store.runs.insert(aRun);
});
afterEach(() => office.close());

const aRun: Omit<Run, 'revision'> = {
  id: 'run_1',
  workspaceId: 'w',
  workflowId: 'wf_1',
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

const anAsk: AskEffect = {
  type: 'ask',
  key: 'ask',
  approvalId: 'apr_1',
  stepId: 'ask',
  nodeId: 'ask',
  stepTitle: 'Ask me',
  title: 'Send the reply',
  action: { operation: 'mail.send', input: { to: 'ada@example.com', subject: 'Hi', text: 'Hello' } },
  reason: 'She asked.',
  assignee: 'me',
};

const identity = { workspaceId: 'w', runId: 'run_1', playbookId: 'pb_1', version: 2 };
const ask = (change: Partial<AskEffect> = {}) =>
  inActivity(office.activities.core['approval.open'], { ...identity, ask: { ...anAsk, ...change } });
const close = (state: 'applied' | 'expired' | 'cancelled', decisionId?: string) =>
  inActivity(office.activities.core['approval.close'], {
    ...identity,
    close: { key: 'ask', approvalId: 'apr_1', state, ...(decisionId ? { decisionId } : {}) },
  });
const stored = async () => {
  const approval = await office.store.approvals.get('apr_1');
  if (!approval) throw new Error('There is no approval.');
  return approval;
};

describe('opening an approval', () => {
  it('shows the whole action, defaults included, and binds the digest to it', async () => {
    const { digest } = await ask();
    const approval = await stored();
    expect(approval).toMatchObject({
      action: {
        operation: 'mail.send',
        input: { ...(anAsk.action?.input as object), from: 'support@dayshift.example' },
      },
      workflowId: 'wf_1',
      playbookName: 'Refunds',
      version: 2,
      runTitle: 'Mail from Ada',
      state: 'open',
      dueAt: noDeadline,
      digest,
    });
    expect(await approvalDigest(approval)).toBe(digest);
  });

  it('again, after a crash, leaves the question and its decision alone', async () => {
    await ask();
    const opened = await stored();
    await office.store.approvals.replace({ ...opened, state: 'decided', title: 'kept' }, opened.revision);
    await ask({ title: 'Something else' });
    expect(await stored()).toMatchObject({ state: 'decided', title: 'kept' });
  });

  it('under the name of one that is over is refused by name, and the old one stays as it was', async () => {
    await ask();
    await close('cancelled');
    const before = await stored();
    await expect(ask({ title: 'Something else' })).rejects.toMatchObject({
      type: 'QUESTION_TAKEN',
      nonRetryable: true,
      details: [{ effect: 'not-happened' }],
    });
    expect(await stored()).toEqual(before);
  });

  it.each<[string, object, string, string]>([
    ['a recipient that is none', { to: 'not a mail' }, 'to', '“not a mail” is no mail address'],
    [
      'a subject that is too long',
      { subject: 'x'.repeat(1_155) },
      'subject',
      'At most 500 characters; this has 1,155.',
    ],
    ['no text at all', { text: undefined }, 'text', 'This is needed.'],
  ])('never asks about what cannot be done: %s', async (_title, change, path, words) => {
    const input = JSON.parse(JSON.stringify({ ...(anAsk.action?.input as object), ...change }));
    await expect(ask({ action: { operation: 'mail.send', input } })).rejects.toMatchObject({
      type: 'INPUT_INVALID',
      nonRetryable: true,
      message: expect.stringContaining(words),
      details: [{ path, effect: 'not-happened' }],
    });
    expect(await office.store.approvals.get('apr_1')).toBeUndefined();
  });

  it('shows an operation of a newer version as it is', async () => {
    const action = { operation: 'crm.update', input: { id: 7 } };
    await ask({ action });
    expect((await stored()).action).toEqual(action);
  });

  it.each(['expired', 'cancelled'] as const)(
    'does not ask again what was closed as %s before',
    async (state) => {
      expect(await close(state)).toEqual({ state: 'cancelled' });
      await ask();
      expect((await stored()).state).toBe('cancelled');
    },
  );

  it('asks about plain fields with a deadline', async () => {
    await ask({ action: undefined, fields: { amount: 40 }, dueAt: 5_000 });
    expect(await stored()).toMatchObject({ fields: { amount: 40 }, dueAt: 5_000 });
    expect((await stored()).action).toBeUndefined();
  });

  it("waits for the run's row and never asks for another workspace", async () => {
    const foreign = { ...identity, workspaceId: 'v', ask: anAsk };
    const call = inActivity(office.activities.core['approval.open'], foreign);
    await expect(call).rejects.not.toMatchObject({ nonRetryable: true });
    expect(await office.store.approvals.get('apr_1')).toBeUndefined();
  });
});

describe('closing an approval', () => {
  async function decided() {
    await ask();
    const open = await stored();
    const decision = {
      id: 'dec_1',
      verdict: 'approve' as const,
      by: 'ada',
      at: 2,
      isEdited: false,
      digest: open.digest,
      signature: 's',
    };
    await office.store.approvals.replace({ ...open, state: 'decided', decision }, open.revision);
  }

  it('records the decision the run took, and stops the relay', async () => {
    await decided();
    expect(await close('applied', 'dec_1')).toEqual({ state: 'applied' });
    expect((await stored()).delivery.state).toBe('applied');
  });

  it('ignores a decision that is not the stored one', async () => {
    await decided();
    expect(await close('applied', 'dec_2')).toEqual({ state: 'decided' });
  });

  it('never changes a closed one again', async () => {
    await ask();
    expect(await close('expired')).toEqual({ state: 'expired' });
    expect(await close('cancelled')).toEqual({ state: 'expired' });
    expect(await close('applied', 'dec_1')).toEqual({ state: 'expired' });
  });

  it('never says that nobody answered what somebody answered', async () => {
    await decided();
    expect(await close('expired')).toEqual({ state: 'cancelled' });
    expect(await stored()).toMatchObject({ decision: { id: 'dec_1' }, delivery: { state: 'applied' } });
  });

  it('of a question of nobody’s run changes nothing', async () => {
    const foreign = {
      ...identity,
      runId: 'run_9',
      close: { key: 'ask', approvalId: 'apr_1', state: 'expired' as const },
    };
    const closed = inActivity(office.activities.core['approval.close'], foreign);
    expect(await closed).toEqual({ state: 'missing' });
    expect(await office.store.approvals.get('apr_1')).toBeUndefined();
  });

  it('of another workspace leaves nothing in the way of a question that is still to be asked', async () => {
    const foreign = {
      ...identity,
      workspaceId: 'v',
      close: { key: 'ask', approvalId: 'apr_1', state: 'expired' as const },
    };
    const closed = inActivity(office.activities.core['approval.close'], foreign);
    expect(await closed).toEqual({ state: 'missing' });
    await ask();
    expect((await stored()).state).toBe('open');
  });

  it('in the very moment it is opened is tried again', async () => {
    await ask();
    const { get } = office.store.approvals;
    office.store.approvals.get = async () => undefined;
    await expect(close('cancelled')).rejects.not.toMatchObject({ nonRetryable: true });
    office.store.approvals.get = get;
    expect(await close('cancelled')).toEqual({ state: 'cancelled' });
  });

  it('of another workspace changes nothing', async () => {
    await ask();
    const foreign = {
      ...identity,
      workspaceId: 'v',
      close: { key: 'ask', approvalId: 'apr_1', state: 'expired' as const },
    };
    await inActivity(office.activities.core['approval.close'], foreign);
    expect((await stored()).state).toBe('open');
  });
});

describe('a deadline', () => {
  const expire = (change = {}) =>
    inActivity(office.activities.core['approval.expire'], {
      ...identity,
      expire: { key: 'ask', approvalId: 'apr_1' },
      ...change,
    });
  const decide = async (verdict: 'approve' | 'reject' = 'approve') => {
    const { digest } = await stored();
    const decision = { id: 'dec_1', verdict, by: 'ada', at: 2, isEdited: false, digest, signature: 's' };
    return update(office.store.approvals, 'apr_1', (row) =>
      row.state === 'open' ? { ...row, state: 'decided' as const, decision } : undefined,
    );
  };

  it('that nobody met closes the question, and no answer is taken afterwards', async () => {
    await ask({ dueAt: 5_000 });
    expect(await expire()).toEqual({ state: 'expired' });
    expect((await decide()).kind).toBe('unchanged');
    expect(await expire()).toEqual({ state: 'expired' });
    expect(await stored()).toMatchObject({ state: 'expired', delivery: { state: 'applied' } });
  });

  it('that somebody met hands the run the answer, as often as it asks', async () => {
    await ask({ dueAt: 5_000 });
    await decide();
    const answer = {
      state: 'decided',
      decision: { approvalId: 'apr_1', decisionId: 'dec_1', verdict: 'approve', isEdited: false, by: 'ada' },
    };
    expect(await expire()).toEqual(answer);
    await close('applied', 'dec_1');
    expect(await expire()).toEqual(answer);
  });

  it('has one winner, however close answer and deadline are', async () => {
    for (let round = 0; round < 20; round += 1) {
      await ask({ dueAt: 5_000 });
      const [expired, decided] = await Promise.all([expire(), decide()]);
      expect(expired.state === 'decided').toBe(decided.kind === 'done');
      const row = await stored();
      await office.store.approvals.remove(row.id, row.revision);
    }
  });

  it('of a question that is not there is over, and it is not asked any more', async () => {
    expect(await expire()).toEqual({ state: 'expired' });
    await ask();
    expect((await stored()).state).toBe('cancelled');
  });

  it('of another workspace is not ours, and neither is the answer it has', async () => {
    await ask();
    expect(await expire({ workspaceId: 'v' })).toEqual({ state: 'expired' });
    expect((await stored()).state).toBe('open');
    await decide();
    expect(await expire({ workspaceId: 'v' })).toEqual({ state: 'expired' });
  });

  it('in the very moment it is opened is asked about again', async () => {
    await ask();
    const { get } = office.store.approvals;
    office.store.approvals.get = async () => undefined;
    await expect(expire()).rejects.not.toMatchObject({ nonRetryable: true });
    office.store.approvals.get = get;
    expect(await expire()).toEqual({ state: 'expired' });
  });

  it('of a question that was withdrawn takes no answer from its row', async () => {
    await ask();
    await decide();
    await close('cancelled');
    expect(await expire()).toEqual({ state: 'expired' });
  });
});

describe('a run that a schedule started', () => {
  const daily: Step = {
    id: 'daily',
    nodeId: 'daily',
    kind: 'trigger',
    triggerType: 'schedule',
    title: 'Every morning',
    scopeId: 'root',
    join: 'any',
    ports: [],
  };
  const plan: Plan = {
    formatVersion: 1,
    hash: 'h',
    playbookId: 'pb_1',
    version: 3,
    scopes: [{ id: 'root', kind: 'root' }],
    steps: [daily],
  };
  const input: RunInput = {
    engineVersion: 1,
    workspaceId: 'w',
    runId: 'scheduled',
    scheduled: { playbookId: 'pb_1', nodeId: 'daily' },
    triggerNodeId: 'daily',
    trigger: null,
    worker: null,
  };
  const begin = () =>
    inActivity(office.activities.core['run.begin'], {
      ...input,
      workflowId: 'run/scheduled-2026-01-05T09:00:00Z',
      at: 1_767_603_600_000,
    });

  async function aPlaybook(publishedVersion: number, steps: Step[] = [daily]) {
    await office.store.playbooks.insert({
      id: 'pb_1',
      workspaceId: 'w',
      name: 'Morning report',
      workerId: 'wrk_1',
      draft: emptyGraph,
      draftRevision: 1,
      draftSavedAt: 1,
      publishedVersion,
      createdAt: 1,
      changedAt: 1,
    });
    if (publishedVersion === 0) return;
    await office.store.versions.insert({
      id: `pb_1:${publishedVersion}`,
      workspaceId: 'w',
      playbookId: 'pb_1',
      version: publishedVersion,
      graph: emptyGraph,
      plan: { ...plan, steps },
      publishedAt: 1,
      publishedBy: 'ada',
    });
  }

  it('fails by name when its playbook is gone, is another office’s, or was never said', async () => {
    const missing = { type: 'PLAYBOOK_MISSING', nonRetryable: true };
    await expect(begin()).rejects.toMatchObject(missing);
    await aPlaybook(3);
    const call = { ...input, workflowId: 'run/scheduled-1', at: 1 };
    const begun = (change: object) => inActivity(office.activities.core['run.begin'], { ...call, ...change });
    await expect(begun({ workspaceId: 'v' })).rejects.toMatchObject(missing);
    await expect(begun({ scheduled: undefined })).rejects.toMatchObject(missing);
    await expect(begun({ scheduled: { playbookId: 'pb_1', nodeId: 'nightly' } })).rejects.toMatchObject({
      type: 'TRIGGER_MISSING',
    });
    expect(await office.store.runs.get('scheduled-1')).toBeUndefined();
  });

  it('goes on where it had begun although its worker was sent home since', async () => {
    await aPlaybook(3);
    await begin();
    await office.store.workers.insert({
      id: 'wrk_1',
      workspaceId: 'w',
      name: 'Hiro',
      role: 'Support',
      manager: 'Ada',
      timeZone: 'UTC',
      hours: 'always',
      color: 'teal',
      budgetUsdPerDay: 5,
      isPaused: true,
      hiredAt: 1,
    });
    expect((await begin()).worker).toMatchObject({ name: 'Hiro' });
  });

  it('takes the version published now, and has a row of its own', async () => {
    await aPlaybook(3);
    const begun = await begin();
    expect(begun).toMatchObject({
      runId: 'scheduled-2026-01-05T09:00:00Z',
      plan,
      trigger: { at: '2026-01-05T09:00:00.000Z' },
    });
    expect(await office.store.runs.get(begun.runId)).toMatchObject({
      version: 3,
      title: 'Morning report',
      state: 'working',
    });
  });

  it('keeps its version when the activity is tried again after a publish', async () => {
    await aPlaybook(3);
    await begin();
    const playbook = await office.store.playbooks.get('pb_1');
    if (playbook)
      await office.store.playbooks.replace({ ...playbook, publishedVersion: 4 }, playbook.revision);
    expect((await begin()).plan?.version).toBe(3);
  });

  it('fails by name when nothing is published, or the schedule is no longer in it', async () => {
    await aPlaybook(0);
    await expect(begin()).rejects.toMatchObject({ type: 'NOT_PUBLISHED', nonRetryable: true });
    await office.store.playbooks.remove('pb_1', 1);
    await aPlaybook(3, []);
    await expect(begin()).rejects.toMatchObject({ type: 'TRIGGER_MISSING', nonRetryable: true });
  });

  it('does not begin while its playbook is paused, but what had begun goes on', async () => {
    await aPlaybook(3);
    await begin();
    const playbook = await office.store.playbooks.get('pb_1');
    const rest = { state: 'paused' as const, since: 1, by: 'ada' };
    if (playbook) await office.store.playbooks.replace({ ...playbook, rest }, playbook.revision);
    expect((await begin()).plan?.version).toBe(3);
    await office.store.runs.remove('scheduled-2026-01-05T09:00:00Z', 1);
    await expect(begin()).rejects.toMatchObject({ type: 'PLAYBOOK_AT_REST', nonRetryable: true });
  });

  it('does not begin while its worker was sent home', async () => {
    await aPlaybook(3);
    await office.store.workers.insert({
      id: 'wrk_1',
      workspaceId: 'w',
      name: 'Hiro',
      role: 'Support',
      manager: 'Ada',
      timeZone: 'UTC',
      hours: 'always',
      color: 'teal',
      budgetUsdPerDay: 5,
      isPaused: true,
      hiredAt: 1,
    });
    await expect(begin()).rejects.toMatchObject({ type: 'WORKER_PAUSED', nonRetryable: true });
    expect(await office.store.runs.get('scheduled-2026-01-05T09:00:00Z')).toBeUndefined();
  });
});
