import type { Approval } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';
import { decideApproval } from '../use-cases/decide-approval.ts';
import { relayDecisions } from './relay-decisions.ts';

let office: TestOffice;
let card: Approval;
let delivered: string[];

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId.startsWith('look') ? { sum: 49 } : { id: 'R1' } },
  });
  const id = await office.publish(lookUpAndSend({ decides: 'ask', due: { amount: 4, unit: 'hours' } }));
  await office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '7' } });
  const [row] = (await office.request('GET', '/api/approvals')).body.items;
  card = (await office.store.approvals.get(row.id)) as Approval; // listed a moment ago
  delivered = [];
  const { decide } = office.temporal.runs;
  office.temporal.runs.decide = (workflowId, message) => {
    delivered.push(message.decisionId);
    return decide(workflowId, message);
  };
});
afterEach(() => office.close());

const decide = (id: string, verdict: 'approve' | 'reject' = 'approve') =>
  decideApproval(office.context, { id: card.id, decisionId: id, verdict, digest: card.digest, by: 'You' });
const stored = () => office.store.approvals.get(card.id);

/** Runs once, right before the row is read for the write: what somebody else did between looking and deciding. */
function betweenLookAndWrite(what: () => Promise<unknown>): void {
  const { approvals } = office.store;
  const get = approvals.get.bind(approvals);
  let reads = 0;
  approvals.get = async (id) => {
    reads += 1;
    if (reads === 2) await what();
    return get(id);
  };
}

test('of two that looked at the same time one decides, and the other hears who was first', async () => {
  betweenLookAndWrite(() => decide('decision-first', 'reject'));
  await expect(decide('decision-second')).rejects.toMatchObject({
    status: 409,
    code: 'APPROVAL_DECIDED',
    details: { by: 'You', verdict: 'reject' },
  });
  expect((await stored())?.decision).toMatchObject({ id: 'decision-first', verdict: 'reject' });
  expect(delivered).toEqual(['decision-first']);
});

test('one press that arrives twice at once has one answer, and another answer under its id is a mistake', async () => {
  betweenLookAndWrite(() => decide('decision-same'));
  expect(await decide('decision-same')).toMatchObject({ id: card.id });
  expect(delivered).toEqual(['decision-same']);
  await expect(decide('decision-same', 'reject')).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
});

test('a question that expired between looking and deciding takes no answer', async () => {
  betweenLookAndWrite(async () => {
    const row = (await stored()) as Approval; // asked before each test
    await office.store.approvals.replace({ ...row, state: 'expired' }, row.revision);
  });
  await expect(decide('decision-late')).rejects.toMatchObject({ status: 409, code: 'APPROVAL_DECIDED' });
  expect((await stored())?.decision).toBeUndefined();
});

test('a deadline that passes between looking and deciding is kept', async () => {
  betweenLookAndWrite(async () => {
    office.context.now = () => card.dueAt;
  });
  await expect(decide('decision-late')).rejects.toMatchObject({ status: 409, code: 'APPROVAL_EXPIRED' });
  expect(await stored()).toMatchObject({ state: 'open' });
});

test('what changed between looking and deciding is shown again instead', async () => {
  betweenLookAndWrite(async () => {
    const row = (await stored()) as Approval; // asked before each test
    await office.store.approvals.replace({ ...row, digest: 'another-digest' }, row.revision);
  });
  await expect(decide('decision-0001')).rejects.toMatchObject({ status: 409, code: 'APPROVAL_CHANGED' });
  expect((await stored())?.decision).toBeUndefined();
});

test('a run that took the answer before the API noted its delivery stays taken', async () => {
  await decide('decision-0001');
  expect(await stored()).toMatchObject({ state: 'applied', delivery: { state: 'applied' } });
});

test('of two relays at once one delivers', async () => {
  office.temporal.isDown = true;
  await decide('decision-0001');
  delivered.splice(0);
  office.context.now = () => Date.now() + 120_000;
  await Promise.all([relayDecisions(office.context), relayDecisions(office.context)]);
  expect(delivered).toEqual(['decision-0001']);
});

test('an answer to a run that is over stays in the row, comes to nothing, and is not sent for ever', async () => {
  office.temporal.isDown = true;
  await decide('decision-0001');
  office.temporal.isDown = false;
  await office.temporal.runs.terminate(card.workflowId);
  delivered.splice(0);
  for (const hours of [1, 2]) {
    office.context.now = () => Date.now() + hours * 3_600_000;
    await relayDecisions(office.context);
  }
  expect(delivered).toEqual(['decision-0001']);
  expect(await stored()).toMatchObject({
    state: 'cancelled',
    decision: { id: 'decision-0001' },
    delivery: { state: 'orphaned' },
  });
});
