import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailListener } from '../mail/mail-listener.ts';
import { startHeldRuns } from '../runs/held-runs.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';
import { copyName } from './duplicate-playbook.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const setState = (id: string, state: string, more = {}) =>
  office.request('PUT', `/api/playbooks/${id}/state`, { state, ...more });
const start = (id: string, from: 'published' | 'draft' = 'published') =>
  office.request('POST', `/api/playbooks/${id}/runs`, { from, input: { order: '1' } });
const remove = (id: string, name: string) =>
  office.request('DELETE', `/api/playbooks/${id}?name=${encodeURIComponent(name)}`);
const listed = async () => (await office.request('GET', '/api/playbooks')).body.items;
const auditOf = async (id: string) =>
  (await office.request('GET', '/api/audit')).body.items
    .filter(({ target }: { target: string }) => target === id)
    .map(({ action }: { action: string }) => action);

const hooked = aGraph(
  [aNode('hook', 'webhook', { respond: 'accepted' }), aNode('done', 'end', { outcome: 'ok' })],
  ['hook:out>done'],
);
const daily = aGraph(
  [
    aNode('clock', 'schedule', { cron: '0 9 * * 1-5', timeZone: 'UTC' }),
    aNode('done', 'end', { outcome: 'ok' }),
  ],
  ['clock:out>done'],
);
const mailed = aGraph(
  [
    aNode('mail', 'mail-received', { to: 'support@dayshift.example' }),
    aNode('done', 'end', { outcome: 'read' }),
  ],
  ['mail:out>done'],
);

test('a paused playbook takes nothing new by any door, says so, and its open run goes on to its end', async () => {
  const id = await office.publish(lookUpAndSend(), 'Refunds');
  const { runId } = (await start(id)).body;
  expect((await setState(id, 'paused')).body).toMatchObject({
    rest: { state: 'paused', by: 'You' },
    openRuns: 1,
    cancelledRuns: 0,
  });

  const refused = await start(id);
  expect([refused.status, refused.body.code]).toEqual([409, 'PLAYBOOK_PAUSED']);
  expect(refused.body.message).toBe('“Refunds” is paused and takes no new work.');
  expect((await office.request('POST', `/api/runs/${runId}/run-again`, { version: 'same' })).body.code).toBe(
    'PLAYBOOK_PAUSED',
  );
  expect((await office.request('GET', `/api/runs/${runId}`)).body.run.state).toBe('working');
  // That is how it is repaired.
  expect((await start(id, 'draft')).status).toBe(200);

  expect((await setState(id, 'in-use')).body).toEqual({ openRuns: 2, cancelledRuns: 0, heldRuns: 0 });
  expect((await start(id)).status).toBe(200);
});

test('what arrives at a paused playbook is kept and starts when it is back, also after it was archived meanwhile', async () => {
  const id = await office.publish(hooked, 'Orders');
  const deliver = () => office.stranger('POST', `/hooks/${id}/hook`, {});
  await setState(id, 'paused');
  const kept = await deliver();
  expect(kept).toMatchObject({ status: 202, body: { heldBecause: expect.stringContaining('is paused') } });
  expect((await office.request('GET', `/api/playbooks/${id}`)).body).toMatchObject({
    openRuns: 1,
    heldRuns: 1,
  });

  await setState(id, 'archived');
  const gone = await deliver();
  expect([gone.status, gone.body.code]).toEqual([410, 'PLAYBOOK_ARCHIVED']);
  expect(await startHeldRuns(office.context)).toBe(0);
  expect(office.temporal.workflows.size).toBe(0);
  expect((await remove(id, 'Orders')).body.code, 'what was kept would be lost').toBe(
    'PLAYBOOK_HAS_OPEN_RUNS',
  );

  expect((await setState(id, 'in-use')).body).toEqual({ openRuns: 1, cancelledRuns: 0, heldRuns: 1 });
  expect(await startHeldRuns(office.context)).toBe(1);
  expect((await office.request('GET', `/api/runs/${kept.body.runId}`)).body.run.state).toBe('done');
});

test('what was kept is given up with the open runs', async () => {
  const id = await office.publish(hooked, 'Orders');
  await setState(id, 'paused');
  await office.stranger('POST', `/hooks/${id}/hook`, {});
  expect((await setState(id, 'archived', { openRuns: 'cancel' })).body).toMatchObject({
    cancelledRuns: 1,
    heldRuns: 0,
  });
  expect((await remove(id, 'Orders')).status).toBe(200);
});

test('a playbook whose only trigger is switched off can be published, takes nothing, and its open run is resumed on it', async () => {
  const graph = lookUpAndSend();
  const id = await office.publish(graph, 'Refunds');
  office.temporal.answer = () => ({ failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } });
  const { runId } = (await start(id)).body;
  const off = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === 'start' ? { ...node, isDisabled: true } : node)),
  };
  await office.request('PUT', `/api/playbooks/${id}/draft`, { graph: off, ifRevision: 1 });
  const published = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 2 });
  expect(published.body).toMatchObject({ version: 2, problems: [{ code: 'PB1009', severity: 'warning' }] });
  const refused = await start(id);
  expect([refused.status, refused.body.code]).toEqual([409, 'TRIGGER_SWITCHED_OFF']);
  expect((await start(id, 'draft')).status).toBe(200);
  const plan = await office.request('POST', `/api/runs/${runId}/resume-plan`, { version: 'published' });
  expect(plan.body.steps.map(({ action }: { action: string }) => action)).not.toContain('removed');
});

test('schedules rest with their playbook and come back with it', async () => {
  const id = await office.publish(daily);
  const set = () => office.temporal.schedulesThere.size;
  expect(set()).toBe(1);
  for (const [state, schedules] of [
    ['paused', 0],
    ['in-use', 1],
    ['archived', 0],
    ['paused', 0],
  ] as const) {
    await setState(id, state);
    expect([state, set()]).toEqual([state, schedules]);
  }
  // A version published while it rests is not scheduled either.
  const draft = { ...daily, nodes: daily.nodes.map((node) => ({ ...node, title: `${node.title}!` })) };
  await office.request('PUT', `/api/playbooks/${id}/draft`, { graph: draft, ifRevision: 1 });
  await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 2 });
  expect(set()).toBe(0);
});

test('open runs are cancelled with the pause where that is wished, each with its entry', async () => {
  const id = await office.publish(lookUpAndSend());
  const runs = [(await start(id)).body.runId, (await start(id)).body.runId];
  expect((await setState(id, 'paused', { openRuns: 'cancel' })).body).toMatchObject({
    cancelledRuns: 2,
    openRuns: 0,
  });
  for (const runId of runs) {
    expect((await office.request('GET', `/api/runs/${runId}`)).body.run.state).toBe('cancelled');
    expect(await auditOf(runId)).toContain('run.cancel');
  }
});

test('a paused playbook is seen in the list, on its own page, at its worker and at home', async () => {
  const { id: workerId } = (
    await office.request('POST', '/api/workers', { name: 'Hiro', role: 'Support', timeZone: 'UTC' })
  ).body;
  const id = await office.publish(lookUpAndSend(), 'Refunds');
  await office.request('PATCH', `/api/playbooks/${id}`, { workerId });
  await setState(id, 'paused');
  const rest = { state: 'paused', by: 'You' };
  expect((await listed())[0]).toMatchObject({ id, rest });
  expect((await office.request('GET', `/api/playbooks/${id}`)).body).toMatchObject({ rest });
  expect((await office.request('GET', `/api/workers/${workerId}`)).body.playbooks).toMatchObject([
    { id, rest },
  ]);
  expect((await office.request('GET', '/api/home')).body.paused).toMatchObject([
    { id, name: 'Refunds', rest },
  ]);
});

test('saying twice what is so already changes nothing and is written down once', async () => {
  const id = await office.publish(lookUpAndSend());
  await setState(id, 'paused');
  const { changedAt } = (await listed())[0];
  await setState(id, 'paused');
  expect((await listed())[0].changedAt).toBe(changedAt);
  expect((await auditOf(id)).filter((action: string) => action === 'playbook.paused')).toHaveLength(1);
  expect((await setState(id, 'gone')).status).toBe(400);
});

test('an archived playbook cannot be published, is of no worker’s page, and can be brought back', async () => {
  const id = await office.publish(lookUpAndSend());
  await setState(id, 'archived');
  const refused = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  expect([refused.status, refused.body.code]).toEqual([409, 'PLAYBOOK_ARCHIVED']);
  expect((await start(id, 'draft')).body.code).toBe('PLAYBOOK_ARCHIVED');
  expect((await office.request('GET', '/api/home')).body.paused).toEqual([]);
  expect((await setState(id, 'paused')).body.rest.state).toBe('paused');
  expect((await setState(id, 'in-use')).body.rest).toBeUndefined();
  expect((await auditOf(id)).sort()).toEqual([
    'playbook.archived',
    'playbook.created',
    'playbook.paused',
    'playbook.published',
    'playbook.taken-into-use',
  ]);
});

test('mail to an archived playbook’s address is refused like any address that nobody has', async () => {
  const id = await office.publish(mailed);
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  const { createConnection } = await import('node:net');
  const answerTo = async () => {
    const socket = createConnection(listener.port, '127.0.0.1');
    let text = '';
    for (const line of ['HELO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<support@dayshift.example>']) {
      await new Promise((resolve) => socket.once('data', resolve));
      socket.write(`${line}\r\n`);
    }
    text = String(await new Promise((resolve) => socket.once('data', resolve)));
    socket.destroy();
    return text.slice(0, 3);
  };
  expect(await answerTo()).toBe('250');
  await setState(id, 'archived');
  expect(await answerTo()).toBe('550');
  await listener.stop();
});

test('only what has no open run is deleted, and its runs and versions stay readable', async () => {
  const id = await office.publish(lookUpAndSend(), 'Refunds');
  const { runId } = (await start(id)).body;
  expect((await remove(id, 'Another')).body.code).toBe('NAME_DIFFERS');
  const held = await remove(id, 'Refunds');
  expect([held.status, held.body.code]).toEqual([409, 'PLAYBOOK_HAS_OPEN_RUNS']);
  expect((await start(id)).status, 'a refused deletion leaves it in use').toBe(200);

  await setState(id, 'paused', { openRuns: 'cancel' });
  expect((await remove(id, 'Refunds')).body).toEqual({ id });
  expect((await remove(id, 'Refunds')).body, 'a second press').toEqual({ id });
  expect(await listed()).toEqual([]);
  const { run } = (await office.request('GET', `/api/runs/${runId}`)).body;
  expect(run).toMatchObject({ playbookName: 'Refunds', state: 'cancelled' });
  expect((await office.request('GET', `/api/playbooks/${id}/versions/1`)).body.graph.nodes).toHaveLength(4);
  expect((await auditOf(id)).filter((action: string) => action === 'playbook.deleted')).toHaveLength(1);

  const graph = lookUpAndSend();
  for (const [method, url, body] of [
    ['PUT', 'draft', { graph, ifRevision: 1 }],
    ['PUT', 'state', { state: 'in-use' }],
    ['POST', 'publish', { ifRevision: 1 }],
    ['POST', 'duplicate', undefined],
    ['POST', 'runs', { from: 'draft', input: { order: '1' } }],
    ['POST', 'steps/look/test', {}],
  ] as const)
    expect([url, (await office.request(method, `/api/playbooks/${id}/${url}`, body)).body.code]).toEqual([
      url,
      'PLAYBOOK_DELETED',
    ]);
  expect((await office.request('PATCH', `/api/playbooks/${id}`, { name: 'x' })).body.code).toBe(
    'PLAYBOOK_DELETED',
  );
});

test('a copy is a draft of its own: no mail and no webhook of the first reaches it', async () => {
  const graph = { ...mailed, nodes: [...mailed.nodes, ...hooked.nodes.slice(0, 1)] };
  const id = await office.publish(graph, 'Support');
  const copy = async (key: string) =>
    (await office.request('POST', `/api/playbooks/${id}/duplicate`, undefined, { 'idempotency-key': key }))
      .body;
  const first = await copy('copy-press-1');
  expect(first).toMatchObject({ name: 'Support (copy)', publishedVersion: 0 });
  expect(first.draft.nodes.find((node: { id: string }) => node.id === 'mail').config.to).toBe('');
  expect(first.webhooks.hook).toContain(first.id);
  expect((await copy('copy-press-1')).id, 'a second press').toBe(first.id);
  expect((await copy('copy-press-2')).name).toBe('Support (copy 2)');
  expect((await listed()).map(({ name }: { name: string }) => name).sort()).toEqual([
    'Support',
    'Support (copy 2)',
    'Support (copy)',
  ]);
  const refused = await office.request('POST', `/api/playbooks/${first.id}/publish`, { ifRevision: 1 });
  expect(refused.body.details.problems[0]).toMatchObject({ nodeId: 'mail', field: 'to' });
});

test('the name of a copy fits, whatever it is a copy of', () => {
  expect(copyName('Refunds (copy)', new Set(['Refunds (copy)']))).toBe('Refunds (copy 2)');
  expect(copyName('x'.repeat(120), new Set())).toHaveLength(120);
});
