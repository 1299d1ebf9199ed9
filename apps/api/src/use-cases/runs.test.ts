import type { CallEffect } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alignApprovals } from '../approvals/align-approvals.ts';
import { projectRun } from '../runs/project-run.ts';
import { reconcileRuns } from '../runs/reconcile-runs.ts';
import { sweepStartingRuns } from '../runs/sweep-starting-runs.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.answer = fine;
});
afterEach(() => office.close());

const fine = ({ stepId }: CallEffect): Answer => ({
  output: { status: 200, headers: {}, body: stepId.startsWith('look') ? { sum: 49 } : { id: 'R1' } },
});
const refused = (call: CallEffect): Answer =>
  call.stepId.startsWith('send')
    ? {
        failure: {
          code: 'HTTP_422',
          message: 'The help desk refused: field “reason_code” is missing.',
          effect: 'not-happened' as const,
        },
      }
    : fine(call);

const start = (id: string, headers = {}, body: object = { from: 'published', input: { order: '10442' } }) =>
  office.request('POST', `/api/playbooks/${id}/runs`, body, headers);
const view = async (id: string) => (await office.request('GET', `/api/runs/${encodeURIComponent(id)}`)).body;

test('a run shows every step with its input and output', async () => {
  const id = await office.publish(lookUpAndSend());
  const { runId } = (await start(id)).body;
  const run = await view(runId);
  expect(run.run).toMatchObject({ state: 'done', outcome: 'refunded', version: 1, triggerType: 'manual' });
  expect(
    run.steps.map((step: { nodeId: string; status: string }) => `${step.nodeId} ${step.status}`),
  ).toEqual(['start done', 'look done', 'send done', 'done done']);
  expect(run.steps[2]).toMatchObject({
    operation: 'http.request',
    input: { method: 'POST', body: { sum: 49 } },
    attempts: [{ number: 1 }],
  });
  expect(run.liveEdges).toEqual(['start-out-look', 'look-done-send', 'send-done-done']);
  expect(run.output).toEqual({ id: 'R1' });
});

test('pressing start twice with one key starts one run; the same key for something else is refused', async () => {
  const id = await office.publish(lookUpAndSend());
  const key = { 'idempotency-key': 'press-0001' };
  const [first, second] = await Promise.all([start(id, key), start(id, key)]);
  expect(first.body.runId).toBe(second.body.runId);
  expect(office.temporal.workflows.size).toBe(1);
  const other = await start(id, key, { from: 'published', input: { order: '2' } });
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
});

test('the form is checked: a missing or unknown answer is named', async () => {
  const id = await office.publish(lookUpAndSend());
  const missing = await start(id, {}, { from: 'published', input: {} });
  expect([missing.status, missing.body.path]).toEqual([422, 'input.order']);
  const unknown = await start(id, {}, { from: 'published', input: { order: '1', more: 1 } });
  expect([unknown.status, unknown.body.path]).toEqual([422, 'input.more']);
});

test('a draft can be tried without publishing it', async () => {
  const { id } = (await office.request('POST', '/api/playbooks', { name: 'Try', graph: lookUpAndSend() }))
    .body;
  expect((await start(id)).body.code).toBe('NOT_PUBLISHED');
  const { runId } = (await start(id, {}, { from: 'draft', input: { order: '1' } })).body;
  expect((await view(runId)).run).toMatchObject({ version: 0, state: 'done' });
});

test('runs are listed newest first, filtered and paged', async () => {
  const id = await office.publish(lookUpAndSend(), 'Refund desk');
  for (let count = 0; count < 3; count += 1) await start(id);
  office.temporal.answer = refused;
  await start(id);
  const list = async (query: string) => (await office.request('GET', `/api/runs?${query}`)).body;
  const first = await list('limit=3');
  expect(first.items).toHaveLength(3);
  expect(first.items[0]).toMatchObject({ state: 'stuck', trouble: { nodeId: 'send', code: 'HTTP_422' } });
  expect((await list(`limit=3&cursor=${first.nextCursor}`)).items).toHaveLength(1);
  expect((await list('state=done')).items).toHaveLength(3);
  expect((await list('state=stuck,failed&text=REFUND')).items).toHaveLength(1);
  expect((await list('playbook=other')).items).toEqual([]);
});

test('a run whose workflow never began is started by the sweeper', async () => {
  const id = await office.publish(lookUpAndSend());
  office.temporal.isDown = true;
  const answer = await start(id);
  expect(answer.status).toBe(500);
  const [row] = (await office.request('GET', '/api/runs')).body.items;
  expect(row.state).toBe('starting');
  office.temporal.isDown = false;
  await sweepStartingRuns({ ...office.context, now: () => Date.now() + 60_000 });
  expect((await view(row.id)).run.state).toBe('done');
});

test('a run ended from outside is found and its open question closed', async () => {
  const id = await office.publish(lookUpAndSend({ decides: 'ask' }));
  const { runId } = (await start(id)).body;
  expect((await view(runId)).run.state).toBe('waiting');
  await office.temporal.runs.terminate(`run/${runId}`);
  // Its reports carry the simulation's clock.
  const later = { ...office.context, now: () => Date.now() + 60_000 };
  expect(await reconcileRuns(later, {})).toBe(1);
  expect((await view(runId)).run.state).toBe('cancelled');
  expect((await office.request('GET', '/api/approvals')).body.open).toBe(0);
  expect(await reconcileRuns(later, {})).toBe(0);
});

test('a report that was lost is made up for, of a run that is open, stuck or over', async () => {
  const id = await office.publish(lookUpAndSend({ decides: 'ask' }));
  const { runId } = (await start(id)).body;
  let hours = 1;
  const later = { ...office.context, now: () => Date.now() + hours * 3_600_000 };
  const round = {};
  const row = async () => (await view(runId)).run;
  office.temporal.areReportsLost = true;
  const [{ id: card }] = (await office.request('GET', '/api/approvals')).body.items;
  const url = `/api/approvals/${encodeURIComponent(card)}`;
  const { digest } = (await office.request('GET', url)).body;
  office.temporal.answer = refused;
  await office.request('POST', `${url}/decision`, {
    verdict: 'approve',
    digest,
    decisionId: 'decision-0001',
  });
  expect((await office.store.runs.get(runId))?.state).toBe('waiting');
  expect(await reconcileRuns(later, round)).toBe(1);
  expect(await office.store.runs.get(runId)).toMatchObject({ state: 'stuck', openApprovals: 0 });
  expect(await reconcileRuns(later, round)).toBe(0);
  office.temporal.answer = fine;
  const key = (await view(runId)).steps.find(({ status }: { status: string }) => status === 'stuck').key;
  await office.request('POST', `/api/runs/${runId}/control`, { verb: 'retry', commandId: 'cmd-1', key });
  hours = 2;
  expect(await reconcileRuns(later, round)).toBe(1);
  expect(await row()).toMatchObject({ state: 'done' });
});

test('a question that a restored store has lost is asked again, and one that is over is not', async () => {
  const id = await office.publish(lookUpAndSend({ decides: 'ask' }));
  const { runId } = (await start(id)).body;
  const later = { ...office.context, now: () => Date.now() + 3_600_000 };
  const [{ id: card }] = (await office.request('GET', '/api/approvals')).body.items;
  const before = await office.store.approvals.get(card);
  await office.store.approvals.remove(card, before!.revision); // just asked
  await office.store.approvals.insert({ ...before!, id: `${card}-old`, openedAt: 1, changedAt: 1 });
  const round = {};
  expect(await reconcileRuns(later, round)).toBe(1);
  const after = await office.store.approvals.get(card);
  expect(after).toMatchObject({
    state: 'open',
    digest: before?.digest,
    action: before?.action,
    title: before?.title,
  });
  expect(await office.store.approvals.get(`${card}-old`)).toMatchObject({ state: 'cancelled' });
  expect(await reconcileRuns(later, {})).toBe(0);
  const answer = await office.request('POST', `/api/approvals/${encodeURIComponent(card)}/decision`, {
    verdict: 'approve',
    digest: after?.digest,
    decisionId: 'decision-0001',
  });
  expect(answer.status).toBe(200);
  expect((await view(runId)).run.state).toBe('done');
});

test('a card is not withdrawn while it is not known which questions a run asks', async () => {
  const id = await office.publish(lookUpAndSend({ decides: 'ask' }));
  const { runId } = (await start(id)).body;
  const [{ id: card }] = (await office.request('GET', '/api/approvals')).body.items;
  const run = (await office.store.runs.get(runId))!; // just started
  const projection = (await projectRun(office.context, run))!; // it is known to Temporal
  const later = { ...office.context, now: () => Date.now() + 3_600_000 };
  expect(await alignApprovals(later, run, { ...projection, questions: {} })).toBe(0);
  expect((await office.store.approvals.get(card))?.state).toBe('open');
});

test('an incident is tried again, skipped or given an output, once per command', async () => {
  const id = await office.publish(lookUpAndSend());
  office.temporal.answer = refused;
  const { runId } = (await start(id)).body;
  const control = (body: object) => office.request('POST', `/api/runs/${runId}/control`, body);
  office.temporal.answer = fine;
  const calls = office.temporal.calls.length;
  const retry = { verb: 'retry', commandId: 'cmd-1', key: 'send' };
  expect((await control(retry)).status).toBe(200);
  expect((await view(runId)).run.state).toBe('done');
  expect(office.temporal.calls.length).toBe(calls + 1);
  expect((await control({ ...retry, commandId: 'cmd-2' })).body.code).toBe('RUN_CLOSED');
});

test('running again uses the same input on the version asked for', async () => {
  const id = await office.publish(lookUpAndSend());
  const { runId } = (await start(id)).body;
  const again = await office.request(
    'POST',
    `/api/runs/${runId}/run-again`,
    { version: 'published' },
    { 'idempotency-key': 'again-0001' },
  );
  const twice = await office.request(
    'POST',
    `/api/runs/${runId}/run-again`,
    { version: 'published' },
    { 'idempotency-key': 'again-0001' },
  );
  expect(again.body.runId).toBe(twice.body.runId);
  expect(again.body.runId).not.toBe(runId);
  expect((await view(again.body.runId)).trigger).toEqual({ order: '10442' });
});

test('running again with edited input passes the same check as the form, and null is null', async () => {
  const id = await office.publish(lookUpAndSend());
  const { runId } = (await start(id)).body;
  const again = (trigger: unknown, key = 'again-0001') =>
    office.request(
      'POST',
      `/api/runs/${runId}/run-again`,
      { version: 'same', trigger },
      { 'idempotency-key': key },
    );
  const runs = office.temporal.workflows.size;
  for (const [trigger, path] of [
    [{}, 'trigger.order'],
    [{ order: 7 }, 'trigger.order'],
    [{ order: '7', more: 1 }, 'trigger.more'],
    [null, 'trigger'],
  ] as const) {
    const refused = await again(trigger);
    expect([refused.status, refused.body.path]).toEqual([422, path]);
  }
  expect(office.temporal.workflows.size).toBe(runs);
  const edited = await again({ order: '7' });
  expect((await view(edited.body.runId)).trigger).toEqual({ order: '7' });
  const other = await again({ order: '8' });
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
});

test('what a person does to a run is in the audit before it is done, and once', async () => {
  const id = await office.publish(lookUpAndSend());
  office.temporal.answer = refused;
  const { runId } = (await start(id)).body;
  const retry = { verb: 'retry', commandId: 'cmd-1', key: 'send' };
  const control = () => office.request('POST', `/api/runs/${runId}/control`, retry);
  const entries = async () =>
    (await office.request('GET', '/api/audit')).body.items
      .filter(({ action }: { action: string }) => action === 'run.retry')
      .map(({ result }: { result: string }) => result);

  office.temporal.isDown = true;
  expect((await control()).status).toBe(500);
  expect(await entries()).toEqual(['done']);
  office.temporal.isDown = false;
  expect((await control()).status).toBe(200);
  expect(await entries()).toEqual(['done']);

  // Ended a moment ago, and its row does not know yet.
  await office.temporal.runs.terminate(`run/${runId}`);
  const late = await office.request('POST', `/api/runs/${runId}/control`, { ...retry, commandId: 'cmd-2' });
  expect(late.body.code).toBe('RUN_CLOSED');
  // Both may be of the same millisecond.
  expect((await entries()).toSorted()).toEqual(['done', 'done', 'refused']);
});

test('of two commands about one standstill at once one is accepted, and the other is told who was first', async () => {
  const id = await office.publish(lookUpAndSend());
  office.temporal.answer = refused;
  const { runId } = (await start(id)).body;
  office.temporal.isDown = true;
  const control = (body: object) => office.request('POST', `/api/runs/${runId}/control`, body);
  // Accepted and on its way, but not there yet.
  await control({ verb: 'retry', commandId: 'cmd-1', key: 'send' });
  office.temporal.isDown = false;
  const other = await control({ verb: 'skip', commandId: 'cmd-2', key: 'send' });
  expect([other.status, other.body.code]).toEqual([409, 'COMMAND_TAKEN']);
  expect(other.body.message).toContain('retry');
  expect((await control({ verb: 'retry', commandId: 'cmd-1', key: 'send' })).status).toBe(200);
});

test('a stuck question cannot be given a yes by whoever may only repair runs', async () => {
  const id = await office.publish(
    lookUpAndSend({ decides: 'ask' }, { sum: '{{ steps.look.body.missing }}' }),
  );
  const { runId } = (await start(id)).body;
  const control = (body: object) => office.request('POST', `/api/runs/${runId}/control`, body);
  const stuck = (await view(runId)).steps.find(({ key }: { key: string }) => key === 'send.ask');
  expect(stuck).toMatchObject({ status: 'stuck', mayDo: ['retry', 'skip', 'fail'] });
  const set = { verb: 'set-output', commandId: 'cmd-1', key: 'send.ask', output: { verdict: 'approve' } };
  const answer = await control(set);
  expect([answer.status, answer.body.code]).toEqual([422, 'VERB_REFUSED']);
  const before = office.temporal.calls.length;
  expect((await control({ verb: 'skip', commandId: 'cmd-2', key: 'send.ask' })).status).toBe(200);
  expect((await view(runId)).run.state).toBe('done');
  expect(office.temporal.calls.length).toBe(before);
});
