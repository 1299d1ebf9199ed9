import { aPlan, aStep } from '@dayshift/engine/testing';
import type { Json, Plan, RepairMessage } from '@dayshift/model';
import { operations } from '@dayshift/operations';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { startMailServer } from '../support/mail-server.ts';
import { until } from '../support/until.ts';

let rig: EngineRig;
let mail: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  mail = await startMailServer();
  rig = await startEngineRig({ smtpPort: mail.port });
}, 120_000);
afterAll(async () => {
  await rig?.stop();
  await mail?.stop();
}, 60_000);
beforeEach(() => {
  mail.behaviour.drops = false;
  mail.taken.splice(0);
});

const patience = {
  attempts: 5,
  timeoutSeconds: 3,
  firstRetrySeconds: 1,
  longestRetrySeconds: 1,
  heartbeatSeconds: 1,
};
const letter: Json = { to: 'ada@example.com', subject: 'Your lamp', text: 'It is on its way.' };

/** start → send → end, whose output is what sending gave. */
function sending(operation: keyof typeof operations, input: Json): Plan {
  return aPlan([
    aStep('trigger', 'start', { to: ['send'] }),
    aStep('call', 'send', {
      operation,
      input,
      effect: operations[operation].effect,
      patience,
      to: ['finish'],
    }),
    aStep('end', 'finish', { output: '{{ steps.send }}' }),
  ]);
}

const repair = (workflowId: string, message: RepairMessage) =>
  rig.runs.control(workflowId, { ...message, commandId: `command-${Math.random()}`, by: 'Ada' });

describe('a mail server that takes the mail and breaks the line before it says so', () => {
  async function dropped() {
    mail.behaviour.drops = true;
    const started = await rig.start(sending('mail.send', letter), {});
    const row = await rowState(rig.store, started.runId, 'stuck');
    expect(row.stuck).toMatchObject([
      {
        key: 'send',
        failure: {
          code: 'AMBIGUOUS_EFFECT',
          message: expect.stringContaining('The mail may have been sent.'),
        },
      },
    ]);
    // Longer than the patience of the step: nothing is sent behind the person's back.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(mail.taken).toHaveLength(1);
    mail.behaviour.drops = false;
    return started;
  }

  it('gets it once, and the run goes on with what a person found', async () => {
    const { workflowId } = await dropped();
    const found = { messageId: '<found@dayshift.example>', accepted: ['ada@example.com'] };
    await repair(workflowId, { verb: 'it-happened', key: 'send', output: found });
    expect(await rig.runs.ending(workflowId, 30_000)).toMatchObject({ state: 'done', output: found });
    expect(mail.taken).toHaveLength(1);
  });

  it('gets a new one when a person says that the first did not arrive', async () => {
    const { workflowId } = await dropped();
    await repair(workflowId, { verb: 'it-did-not', key: 'send' });
    expect(await rig.runs.ending(workflowId, 30_000)).toMatchObject({ state: 'done' });
    expect(new Set(mail.messageIds()).size).toBe(2);
  });

  it('gets no second one when a person tries it again without saying so: it is asked again', async () => {
    const { runId, workflowId } = await dropped();
    await repair(workflowId, { verb: 'retry', key: 'send' });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await rowState(rig.store, runId, 'stuck')).stuck[0]?.failure.code).toBe('AMBIGUOUS_EFFECT');
    expect(mail.taken).toHaveLength(1);
    await repair(workflowId, { verb: 'it-did-not', key: 'send' });
    expect(await rig.runs.ending(workflowId, 30_000)).toMatchObject({ state: 'done' });
    expect(mail.taken).toHaveLength(2);
  });
});

it('a request that did its work and never answered is made once', async () => {
  const plan = sending('http.request', {
    method: 'POST',
    url: `${rig.receiver.url}/silent`,
    body: { amount: 40 },
  });
  const { runId } = await rig.start(plan, {});
  const { stuck } = await rowState(rig.store, runId, 'stuck');
  expect(stuck[0]?.failure.code).toBe('AMBIGUOUS_EFFECT');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(rig.receiver.requests.filter(({ path }) => path === '/silent')).toHaveLength(1);
});

it('what could not be carried out is not asked about: the step stands with the reason, and nobody has a card', async () => {
  const action = { operation: 'mail.send', input: { ...(letter as object), to: 'not a mail' } };
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('approve', 'ask', {
      request: { title: 'Send it?', assignee: 'You', action },
      to: { approved: ['send'], rejected: [], expired: [] },
    }),
    aStep('call', 'send', {
      operation: 'mail.send',
      input: action.input,
      effect: 'lookup',
      approvedBy: 'ask',
    }),
  ]);
  const { runId } = await rig.start(plan, {});
  const { stuck } = await rowState(rig.store, runId, 'stuck');
  expect(stuck).toMatchObject([
    {
      key: 'ask',
      failure: { code: 'INPUT_INVALID', message: expect.stringContaining('“not a mail” is no mail address') },
    },
  ]);
  expect(await rig.store.approvals.count({ workspaceId: 'test', runId })).toBe(0);
  expect(mail.taken).toEqual([]);
});

it('a mail server that can be asked is asked: the mail is there, the run goes on, and nobody is', async () => {
  const asked = await startEngineRig({ smtpPort: mail.port, sentMailUrl: mail.sentMailUrl });
  try {
    mail.behaviour.drops = true;
    const { workflowId } = await asked.start(sending('mail.send', letter), {});
    const [messageId] = await until(async () => (mail.taken.length > 0 ? mail.messageIds() : undefined));
    expect(await asked.runs.ending(workflowId, 30_000)).toMatchObject({
      state: 'done',
      output: { messageId, accepted: ['ada@example.com'] },
    });
    expect(mail.taken).toHaveLength(1);
  } finally {
    await asked.stop();
  }
});
