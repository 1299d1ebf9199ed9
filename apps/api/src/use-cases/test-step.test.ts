import type { CallEffect } from '@dayshift/model';
import { update } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
let sum = 49;
beforeEach(async () => {
  office = await aTestOffice();
  sum = 49;
  office.temporal.answer = answer;
});
afterEach(() => office.close());

const answer = ({ stepId }: CallEffect): Answer => ({
  output: { status: 200, headers: {}, body: stepId.startsWith('look') ? { sum } : { id: 'R1' } },
});
const refuse = (): Answer => ({
  failure: { code: 'HTTP_422', message: 'Refused: reason_code is missing.', effect: 'not-happened' },
});

const create = async (gate?: { decides: string }) =>
  (await office.request('POST', '/api/playbooks', { name: 'Refunds', graph: lookUpAndSend(gate) })).body.id;
const tryIt = (id: string) =>
  office.request('POST', `/api/playbooks/${id}/runs`, { from: 'draft', input: { order: '10442' } });
const testStep = (id: string, nodeId: string, headers = {}, body = {}) =>
  office.request('POST', `/api/playbooks/${id}/steps/${nodeId}/test`, body, headers);
const view = async (runId: string) => (await office.request('GET', `/api/runs/${runId}`)).body;
const statuses = (run: { steps: { nodeId: string; status: string; isReused: boolean }[] }) =>
  run.steps.map(({ nodeId, status, isReused }) => `${nodeId} ${status}${isReused ? ', as it was' : ''}`);
const callsOf = (stepId: string) => office.temporal.calls.filter((call) => call.stepId === stepId).length;

test('a step is done with what the ones before it gave, and they are not done again', async () => {
  const id = await create();
  await tryIt(id);
  const { runId } = (await testStep(id, 'send')).body;
  const run = await view(runId);
  expect(run.run).toMatchObject({ state: 'done', version: 0, title: 'Test of “send”' });
  expect(statuses(run)).toEqual(['start done', 'look done, as it was', 'send done']);
  expect(run.steps[2].input).toMatchObject({ body: { sum: 49 } });
  expect([callsOf('look'), callsOf('send')]).toEqual([1, 2]);
});

test('it fails in its own words, at once, and waits for nobody', async () => {
  const id = await create();
  await tryIt(id);
  office.temporal.answer = refuse;
  const run = await view((await testStep(id, 'send')).body.runId);
  expect(run).toMatchObject({
    run: { state: 'failed' },
    failure: { code: 'HTTP_422', message: 'Refused: reason_code is missing.' },
  });
  expect(statuses(run).slice(-1)).toEqual(['send failed']);
});

test('it asks first where a person decides', async () => {
  const id = await create({ decides: 'ask' });
  await tryIt(id);
  const run = await view((await testStep(id, 'send')).body.runId);
  expect(run.run).toMatchObject({ state: 'waiting', openApprovals: 1 });
  expect(callsOf('send')).toBe(0);
});

test('it is work like trying the draft: not of an archived playbook, and not by a worker who was sent home', async () => {
  const id = await create();
  await tryIt(id);
  const setState = (state: string) => office.request('PUT', `/api/playbooks/${id}/state`, { state });
  await setState('paused');
  expect((await testStep(id, 'send')).status, 'that is how it is repaired').toBe(200);
  await setState('archived');
  const sent = callsOf('send');
  expect((await tryIt(id)).body.code).toBe('PLAYBOOK_ARCHIVED');
  expect((await testStep(id, 'send')).body.code).toBe('PLAYBOOK_ARCHIVED');
  await setState('in-use');
  const hired = await office.request('POST', '/api/workers', { name: 'Hiro', role: 'Desk', timeZone: 'UTC' });
  await office.request('PATCH', `/api/playbooks/${id}`, { workerId: hired.body.id });
  await office.request('PATCH', `/api/workers/${hired.body.id}`, { isPaused: true });
  expect((await testStep(id, 'send')).body.code).toBe('WORKER_PAUSED');
  expect(callsOf('send')).toBe(sent);
});

test('what a test gave is what the next step gets', async () => {
  const id = await create();
  await tryIt(id);
  sum = 12;
  await testStep(id, 'look');
  const samples = (await office.request('GET', `/api/playbooks/${id}/samples`)).body;
  expect(samples.outputs.look.body).toEqual({ sum: 12 });
  expect(samples.outputs.send.body).toEqual({ id: 'R1' });
  const run = await view((await testStep(id, 'send')).body.runId);
  expect(run.steps.find(({ nodeId }: { nodeId: string }) => nodeId === 'send').input.body).toEqual({
    sum: 12,
  });
});

test('the next step is tested at once, although the row of the test before it is behind', async () => {
  const id = await create();
  await tryIt(id);
  sum = 12;
  const { runId } = (await testStep(id, 'look')).body;
  await update(office.store.runs, runId, (run) => ({ ...run, state: 'working' as const, isOpen: true }));
  const run = await view((await testStep(id, 'send')).body.runId);
  expect(run.steps.find(({ nodeId }: { nodeId: string }) => nodeId === 'send').input.body).toEqual({
    sum: 12,
  });
});

test('the data is of the newest run that came by the step, or of the run that is asked for', async () => {
  const id = await create();
  const first = (await tryIt(id)).body.runId;
  office.temporal.answer = (call) => (call.stepId === 'look' ? refuse() : answer(call));
  await tryIt(id);
  office.temporal.answer = answer;
  const sumSent = async (body = {}) => {
    const run = await view((await testStep(id, 'send', {}, body)).body.runId);
    return run.steps.find(({ nodeId }: { nodeId: string }) => nodeId === 'send').input.body.sum;
  };
  expect(await sumSent()).toBe(49);
  sum = 7;
  const second = (await tryIt(id)).body.runId;
  expect([
    await sumSent(),
    await sumSent({ fromRunId: first }),
    await sumSent({ fromRunId: second }),
  ]).toEqual([7, 49, 7]);
  const other = await create();
  expect((await testStep(other, 'send', {}, { fromRunId: first })).status).toBe(404);
});

test('pressing twice tests once; run again tests again', async () => {
  const id = await create();
  await tryIt(id);
  const key = { 'idempotency-key': 'press-0001' };
  const [first, second] = await Promise.all([testStep(id, 'send', key), testStep(id, 'send', key)]);
  expect(first.body.runId).toBe(second.body.runId);
  expect(callsOf('send')).toBe(2);
  const again = await office.request('POST', `/api/runs/${first.body.runId}/run-again`, { version: 'same' });
  expect(statuses(await view(again.body.runId))).toContain('look done, as it was');
  expect([callsOf('look'), callsOf('send')]).toEqual([1, 3]);
});

test('a step that reads nothing is tested before anything has run, and shows itself alone', async () => {
  const graph = aGraph([aNode('sum', 'set-fields', { fields: { total: '{{ 1 + 2 }}' } })], []);
  const { id } = (await office.request('POST', '/api/playbooks', { name: 'Sum', graph })).body;
  const run = await view((await testStep(id, 'sum')).body.runId);
  expect(statuses(run)).toEqual(['sum done']);
  expect(run.steps[0].output).toEqual({ total: 3 });
});

test('what is missing is named: what it reads, its own problems, the step itself', async () => {
  const id = await create();
  const early = await testStep(id, 'look');
  expect([early.status, early.body.code, early.body.message]).toEqual([
    409,
    'SAMPLES_MISSING',
    '“look” reads “start”, which has not run yet.',
  ]);
  expect((await testStep(id, 'done')).body).toMatchObject({ code: 'STEP_NOT_TESTABLE', path: 'nodeId' });
  expect((await testStep(id, 'nowhere')).status).toBe(404);
  const graph = lookUpAndSend();
  const broken = {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === 'look' ? { ...node, config: { ...node.config, url: '' } } : node,
    ),
  };
  await office.request('PUT', `/api/playbooks/${id}/draft`, { graph: broken, ifRevision: 1 });
  expect((await testStep(id, 'look')).body).toMatchObject({
    code: 'STEP_HAS_PROBLEMS',
    path: 'nodes.look.url',
  });
});
