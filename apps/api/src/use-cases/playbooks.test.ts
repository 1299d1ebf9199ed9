import { graphFormatVersion } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const create = async (graph = lookUpAndSend()) =>
  (await office.request('POST', '/api/playbooks', { name: 'Refunds', graph })).body;

test('two tabs on one draft never lose an edit silently', async () => {
  const playbook = await create();
  const url = `/api/playbooks/${playbook.id}/draft`;
  const mine = await office.request('PUT', url, { graph: lookUpAndSend(), ifRevision: 1 });
  expect(mine.body).toMatchObject({ draftRevision: 2 });
  const theirs = await office.request('PUT', url, { graph: aGraph([], []), ifRevision: 1 });
  expect([theirs.status, theirs.body.code]).toEqual([409, 'DRAFT_CHANGED']);
  expect(theirs.body.details).toMatchObject({ id: playbook.id, draftRevision: 2 });
});

test('publishing makes a version that says what changed, and publishing the same again makes none', async () => {
  const { id } = await create();
  const publish = (ifRevision: number) =>
    office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision });
  expect((await publish(1)).body).toMatchObject({ version: 1 });
  expect((await publish(1)).body).toMatchObject({ version: 1 });
  const changed = lookUpAndSend(
    { decides: 'alone' },
    { sum: '{{ steps.look.body.sum }}', reason_code: 'late' },
  );
  await office.request('PUT', `/api/playbooks/${id}/draft`, { graph: changed, ifRevision: 1 });
  expect((await office.request('GET', `/api/playbooks/${id}`)).body.hasUnpublishedChanges).toBe(true);
  expect((await publish(1)).body.code).toBe('DRAFT_CHANGED');
  expect((await publish(2)).body).toMatchObject({ version: 2 });
  const { items } = (await office.request('GET', `/api/playbooks/${id}/versions`)).body;
  expect(items.map((each: { version: number }) => each.version)).toEqual([2, 1]);
  expect(items[0].changes.join()).toContain('reason_code');
  const first = (await office.request('GET', `/api/playbooks/${id}/versions/1`)).body;
  expect(first.graph.nodes).toHaveLength(4);
  expect((await office.request('GET', `/api/playbooks/${id}`)).body.hasUnpublishedChanges).toBe(false);
});

test('a playbook with errors is not published and the problems are told', async () => {
  const { id } = await create(
    aGraph(
      [aNode('start', 'manual', { fields: [] }), aNode('send', 'http-request', { method: 'GET', url: '' })],
      ['start:out>send'],
    ),
  );
  const answer = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  expect([answer.status, answer.body.code]).toEqual([422, 'PLAYBOOK_HAS_PROBLEMS']);
  expect(answer.body.details.problems[0]).toMatchObject({ severity: 'error', nodeId: 'send', field: 'url' });
});

test('a circle, 1,001 steps, an unknown kind and a newer format are problems and no hang', async () => {
  const circle = aGraph(
    [
      aNode('start', 'manual', { fields: [] }),
      aNode('a', 'set-fields', { fields: { x: 1 } }),
      aNode('b', 'set-fields', { fields: { x: 1 } }),
    ],
    ['start:out>a', 'a:done>b', 'b:done>a'],
  );
  const many = aGraph(
    Array.from({ length: 1_001 }, (_, index) => aNode(`n${index}`, 'set-fields', { fields: { x: 1 } })),
    [],
  );
  const unknown = aGraph([aNode('start', 'teleport', {})], []);
  const newer = { ...lookUpAndSend(), formatVersion: graphFormatVersion + 1 };
  for (const [graph, code] of [
    [circle, 'PB2003'],
    [many, 'PB7002'],
    [unknown, 'PB1008'],
    [newer, 'PB1010'],
  ] as const) {
    const { id } = await create(graph);
    const answer = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
    expect(answer.status).toBe(422);
    expect(answer.body.details.problems.map((each: { code: string }) => each.code)).toContain(code);
  }
});

test('schedules follow what is published, and rest while the worker is at home', async () => {
  const worker = (
    await office.request('POST', '/api/workers', { name: 'Nora', role: 'Reports', timeZone: 'UTC' })
  ).body;
  const graph = aGraph(
    [
      aNode('clock', 'schedule', { cron: '0 9 * * 1-5', timeZone: 'Europe/Berlin' }),
      aNode('done', 'end', { outcome: 'ok' }),
    ],
    ['clock:out>done'],
  );
  const { id } = (
    await office.request('POST', '/api/playbooks', { name: 'Report', workerId: worker.id, graph })
  ).body;
  await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  const wish = {
    workspaceId: 'main',
    playbookId: id,
    nodeId: 'clock',
    crons: ['0 9 * * 1-5'],
    timeZone: 'Europe/Berlin',
  };
  const there = () => [...office.temporal.schedulesThere.values()];
  expect(there()).toEqual([wish]);
  await office.request('PATCH', `/api/workers/${worker.id}`, { isPaused: true });
  expect(there()).toEqual([]);
  await office.request('PATCH', `/api/workers/${worker.id}`, { isPaused: false });
  expect(there()).toEqual([wish]);
});

test('samples are what each step last put out', async () => {
  const id = await office.publish(lookUpAndSend());
  office.temporal.answer = ({ operation, input }) =>
    operation === 'http.request'
      ? { output: { status: 200, headers: {}, body: { sum: 5, id: 'R1', input } } }
      : undefined;
  await office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '7' } });
  const { body } = await office.request('GET', `/api/playbooks/${id}/samples`);
  expect(body.trigger).toEqual({ order: '7' });
  expect(body.outputs.look.body.sum).toBe(5);
  expect(Object.keys(body.outputs).sort()).toEqual(['done', 'look', 'send', 'start']);
});

test('samples for a fix are those of the run that is fixed, not of one that went well', async () => {
  const id = await office.publish(lookUpAndSend());
  const start = async (order: string) =>
    (await office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order } })).body
      .runId;
  office.temporal.answer = ({ stepId }) =>
    stepId === 'look'
      ? { output: { status: 200, headers: {}, body: { sum: 1 } } }
      : { failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } };
  const stuck = await start('stuck');
  office.temporal.answer = () => ({ output: { status: 200, headers: {}, body: { sum: 2, id: 'R1' } } });
  await start('well');
  const { body } = await office.request('GET', `/api/playbooks/${id}/samples?run=${stuck}`);
  expect(body).toMatchObject({ runId: stuck, trigger: { order: 'stuck' } });
  expect([body.outputs.look.body.sum, body.outputs.send]).toEqual([1, undefined]);
  const other = await office.publish(lookUpAndSend());
  expect((await office.request('GET', `/api/playbooks/${other}/samples?run=${stuck}`)).status).toBe(404);
});
