import { verify } from 'node:crypto';
import { approvalDigest, decisionText } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { relayDecisions } from '../approvals/relay-decisions.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
let card: {
  id: string;
  digest: string;
  runId: string;
  action: { input: Record<string, unknown> };
  editSchema: { properties: Record<string, unknown> };
};

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId.startsWith('look') ? { sum: 49 } : { id: 'R1' } },
  });
  const playbookId = await office.publish(
    lookUpAndSend({ decides: 'ask', due: { amount: 4, unit: 'hours' }, reason: 'The lamp was late.' }),
  );
  await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '7' },
  });
  const [row] = (await office.request('GET', '/api/approvals')).body.items;
  card = (await office.request('GET', `/api/approvals/${encodeURIComponent(row.id)}`)).body;
});
afterEach(() => office.close());

/** A second question, about a mail. */
async function aMailCard() {
  const graph = aGraph(
    [
      aNode('start', 'manual', { fields: [] }),
      aNode('tell', 'send-mail', {
        to: 'ada@example.com',
        subject: 'Hi',
        text: 'Hello',
        gate: { decides: 'ask' },
      }),
    ],
    ['start:out>tell'],
  );
  const playbookId = await office.publish(graph, 'Tell Ada');
  await office.request('POST', `/api/playbooks/${playbookId}/runs`, { from: 'published', input: {} });
  const { items } = (await office.request('GET', '/api/approvals')).body;
  const { id } = items.find((row: { operation: string }) => row.operation === 'mail.send');
  const url = `/api/approvals/${encodeURIComponent(id)}`;
  const { digest, action } = (await office.request('GET', url)).body;
  const decide = (input: object) =>
    office.request('POST', `${url}/decision`, {
      decisionId: 'decision-mail',
      verdict: 'approve',
      digest,
      input,
    });
  return { id, input: action.input, decide };
}

const decide = (body: object) =>
  office.request('POST', `/api/approvals/${encodeURIComponent(card.id)}/decision`, {
    decisionId: 'decision-0001',
    verdict: 'approve',
    digest: card.digest,
    ...body,
  });
const runState = async () => (await office.request('GET', `/api/runs/${card.runId}`)).body.run.state;
const sent = () => office.temporal.calls.filter(({ stepId }) => stepId.startsWith('send'));

test('the card shows the action in full, the AI’s reason apart, and what happens when nobody answers', () => {
  expect(card).toMatchObject({
    state: 'open',
    action: { operation: 'http.request', input: { method: 'POST', body: { sum: 49 } } },
    reason: 'The lamp was late.',
    editSchema: { type: 'object' },
    led: expect.arrayContaining(['look: 49']),
    ifNobodyAnswers: [{ what: expect.stringContaining('not carried out') }],
  });
});

test('a yes is signed over exactly what was shown, and sent at once', async () => {
  const answer = await decide({});
  expect([answer.status, answer.body.state]).toEqual([200, 'applied']);
  expect(answer.body.decision.signature).toBeUndefined();
  const stored = await office.store.approvals.get(card.id);
  const decision = stored!.decision!; // just decided
  const text = Buffer.from(decisionText(card.id, decision));
  expect(verify(null, text, office.approvalPublicKey, Buffer.from(decision.signature, 'base64'))).toBe(true);
  expect(decision.digest).toBe(await approvalDigest(stored!));
  expect(await runState()).toBe('done');
  expect(sent()).toHaveLength(1);
});

test('a second decision hears who decided; the same one again gets the same answer', async () => {
  await decide({});
  expect((await decide({})).body.decision.id).toBe('decision-0001');
  const second = await decide({ decisionId: 'decision-0002', verdict: 'reject' });
  expect([second.status, second.body.code]).toEqual([409, 'APPROVAL_DECIDED']);
  expect(second.body.details).toMatchObject({ by: 'You', verdict: 'approve' });
  expect(sent()).toHaveLength(1);
});

test('of twenty tabs that decide at once one wins', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      decide({ decisionId: `decision-${1000 + index}`, verdict: index % 2 ? 'approve' : 'reject' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'APPROVAL_DECIDED')).toHaveLength(19);
  const { items } = (await office.request('GET', '/api/audit')).body;
  const decided = items.filter(({ action }: { action: string }) =>
    ['approval.approved', 'approval.rejected'].includes(action),
  );
  expect(decided).toHaveLength(1);
});

test('a decision about something else than what is asked now is refused, with the new card', async () => {
  const answer = await decide({ digest: 'another-digest' });
  expect([answer.status, answer.body.code, answer.body.details.digest]).toEqual([
    409,
    'APPROVAL_CHANGED',
    card.digest,
  ]);
  expect(sent()).toHaveLength(0);
});

test('an edit is checked like the action itself, and what was edited is what is executed', async () => {
  const wrong = await decide({ input: { ...card.action.input, method: 'TELEPORT' } });
  expect([wrong.status, wrong.body.path]).toEqual([422, 'input.method']);
  const extra = await decide({ input: { ...card.action.input, followRedirects: true } });
  expect([extra.status, extra.body.code, extra.body.path]).toEqual([
    422,
    'INVALID_FIELD',
    'input.followRedirects',
  ]);
  const edited = await decide({ input: { ...card.action.input, body: { sum: 20 } } });
  expect(edited.body.decision).toMatchObject({ isEdited: true });
  expect(edited.body.decision.digest).not.toBe(card.digest);
  expect(sent()[0]?.input).toMatchObject({ body: { sum: 20 } });
});

test('an approver edits values, never where the request goes or how', async () => {
  const { input } = card.action;
  for (const [part, value] of [
    ['url', 'https://elsewhere.example/refunds'],
    ['method', 'PUT'],
    ['headers', { 'x-more': '1' }],
    ['query', { all: 'yes' }],
  ]) {
    const answer = await decide({ input: { ...input, [String(part)]: value } });
    expect([answer.status, answer.body.code, answer.body.path]).toEqual([
      422,
      'FIXED_FIELD',
      `input.${part}`,
    ]);
  }
  expect(Object.keys(card.editSchema.properties)).toEqual(['body']);
  for (const [body, path] of [
    [{ sum: 20, account: 'eve' }, 'input.body.account'],
    [{}, 'input.body.sum'],
    [{ sum: '20' }, 'input.body.sum'],
    ['20', 'input.body'],
  ]) {
    const answer = await decide({ input: { ...input, body } });
    expect([answer.status, answer.body.path], JSON.stringify(body)).toEqual([422, path]);
  }
  expect(sent()).toHaveLength(0);
  const { headers: _left, ...withoutHeaders } = input;
  expect((await decide({ input: { ...withoutHeaders, body: { sum: 20 } } })).status).toBe(200);
});

test('an edit that could never be carried out is refused at the card, and nothing is decided', async () => {
  const mail = await aMailCard();
  for (const [change, path, words] of [
    [{ to: 'not a mail' }, 'input.to', '“not a mail” is no mail address'],
    [{ to: 'ada@example.com, bob' }, 'input.to', '“bob” is no mail address'],
    [{ subject: 'x'.repeat(1_155) }, 'input.subject', 'At most 500 characters; this has 1,155.'],
    [{ subject: '' }, 'input.subject', 'must not be empty'],
  ] as const) {
    const answer = await mail.decide({ ...mail.input, ...change });
    expect([answer.status, answer.body.path]).toEqual([422, path]);
    expect(answer.body.message).toContain(words);
  }
  expect((await office.store.approvals.get(mail.id))?.state).toBe('open');
  for (const [change, path] of [
    [{ headers: { Host: 'evil.example' } }, 'input.headers.Host'],
    [{ headers: { 'x-a': '1\r\nx-b: 2' } }, 'input.headers.x-a'],
    [{ url: 'http://127.0.0.1/admin' }, 'input.url'],
    [{ method: 'GET' }, 'input.body'],
  ] as const) {
    const answer = await decide({ input: { ...card.action.input, ...change } });
    expect([answer.status, answer.body.path]).toEqual([422, path]);
  }
  expect((await office.store.approvals.get(card.id))?.state).toBe('open');
});

test('after its deadline a question takes no answer, whatever the run has heard of it', async () => {
  const { dueAt } = (await office.store.approvals.get(card.id))!; // opened before each test
  office.context.now = () => dueAt;
  const late = await decide({});
  expect([late.status, late.body.code]).toEqual([409, 'APPROVAL_EXPIRED']);
  expect(late.body.message).toContain('deadline');
  expect((await office.store.approvals.get(card.id))?.state).toBe('open');
  const { items } = (await office.request('GET', '/api/audit')).body;
  expect(items).toContainEqual(expect.objectContaining({ action: 'approval.refused', result: 'refused' }));
  office.context.now = () => dueAt - 10;
  expect((await decide({})).status).toBe(200);
});

test('one decision id stands for one answer: with another verdict or another edit it is refused', async () => {
  const edit = { ...card.action.input, body: { sum: 20 } };
  await decide({ input: edit });
  for (const other of [{ verdict: 'reject' }, {}, { input: { ...edit, body: { sum: 21 } } }]) {
    const answer = await decide(other);
    expect([answer.status, answer.body.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
  }
  expect((await decide({ input: edit })).status).toBe(200);
  expect(sent()).toHaveLength(1);
});

test('a no carries nothing out', async () => {
  await decide({ verdict: 'reject', comment: 'Not this customer.' });
  expect(sent()).toHaveLength(0);
  expect(await runState()).toBe('done');
});

test('a yes to a run that was cancelled meanwhile reads as what happened', async () => {
  // The cancellation is on its way: the card is open still, and the run ends before the yes arrives.
  office.temporal.answer = () => undefined;
  await Promise.all([
    decide({}),
    office.request('POST', `/api/runs/${card.runId}/control`, { verb: 'cancel', commandId: 'cancel-0001' }),
  ]);
  expect(await runState()).toBe('cancelled');
  expect(sent()).toHaveLength(0);
  const { items } = (await office.request('GET', '/api/approvals?state=decided')).body;
  const shown = items.find(({ id }: { id: string }) => id === card.id);
  if (shown.state === 'applied') expect(shown.isRunOver).toBe(true);
  else expect(shown.state).toBe('cancelled');
  expect((await office.request('GET', `/api/approvals/${encodeURIComponent(card.id)}`)).body.isRunOver).toBe(
    shown.isRunOver,
  );
});

test('looking decides nothing', async () => {
  for (let count = 0; count < 5; count += 1) {
    await office.request('GET', `/api/approvals/${encodeURIComponent(card.id)}`);
    await office.request('HEAD', `/api/approvals/${encodeURIComponent(card.id)}`);
    await office.request('GET', `/api/approvals/${encodeURIComponent(card.id)}/decision?verdict=approve`);
  }
  expect((await office.store.approvals.get(card.id))?.state).toBe('open');
});

test('a decision made while Temporal is away stands, and reaches the run later', async () => {
  office.temporal.isDown = true;
  expect((await decide({})).body.state).toBe('decided');
  const later = { ...office.context, now: () => Date.now() + 120_000 };
  await relayDecisions(later);
  expect((await office.store.approvals.get(card.id))?.delivery).toMatchObject({ state: 'pending', tries: 2 });
  office.temporal.isDown = false;
  await relayDecisions({ ...office.context, now: () => Date.now() + 600_000 });
  expect(await runState()).toBe('done');
  expect(sent()).toHaveLength(1);
});

test('every decision, also a refused one, is in the audit', async () => {
  await decide({ digest: 'another-digest' });
  await decide({});
  const { items } = (await office.request('GET', '/api/audit')).body;
  const actions = items.map((each: { action: string; result: string }) => `${each.action} ${each.result}`);
  expect(actions).toContain('approval.approved done');
  expect(actions).toContain('approval.refused refused');
});
