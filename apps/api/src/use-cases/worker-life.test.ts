import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const hire = async (name: string) =>
  (await office.request('POST', '/api/workers', { name, role: 'Support', timeZone: 'UTC' })).body
    .id as string;
const give = (id: string, workerId: string | null) =>
  office.request('PATCH', `/api/playbooks/${id}`, { workerId });
const view = async (id: string) => (await office.request('GET', `/api/workers/${id}`)).body;
const playbook = async (id: string) => (await office.request('GET', `/api/playbooks/${id}`)).body;
const start = (id: string) =>
  office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '1' } });
/** Entries of one millisecond have no order, so what was written is looked for and not what stands first. */
const summaries = async (): Promise<string[]> =>
  (await office.request('GET', '/api/audit')).body.items.map(({ summary }: { summary: string }) => summary);
const daily = aGraph(
  [
    aNode('clock', 'schedule', { cron: '0 9 * * 1-5', timeZone: 'UTC' }),
    aNode('done', 'end', { outcome: 'ok' }),
  ],
  ['clock:out>done'],
);

test('a worker is edited: who it is, whom it reports to, when it works and what it may spend', async () => {
  const id = await hire('Hiro');
  const change = {
    name: 'Hiroko',
    role: 'Refunds',
    manager: 'Dana Whitfield',
    hours: '8:00 to 18:00',
    timeZone: 'Europe/Berlin',
    budgetUsdPerDay: 2,
  };
  await office.request('PATCH', `/api/workers/${id}`, change);
  expect(await view(id)).toMatchObject(change);
  expect(await summaries()).toContain(
    'Set the budget of Hiroko to $2 a day. Renamed Hiro to Hiroko. Hiroko is now Refunds. Hiroko reports to Dana Whitfield now. Hiroko works 8:00 to 18:00 now. Hiroko works in Europe/Berlin now.',
  );
  await office.request('PATCH', `/api/workers/${id}`, change);
  const entries = (await office.request('GET', '/api/audit')).body.items;
  expect(entries.filter(({ action }: { action: string }) => action === 'worker.changed')).toHaveLength(1);
  const wrong = await office.request('PATCH', `/api/workers/${id}`, { timeZone: 'Mars/Olympus' });
  expect([wrong.status, wrong.body.path]).toEqual([422, 'timeZone']);
});

test('a playbook is given, given on and taken away, and its schedules follow whoever has it', async () => {
  const [hiro, nora] = [await hire('Hiro'), await hire('Nora')];
  const id = await office.publish(daily, 'Report');
  const set = () => office.temporal.schedulesThere.size;
  expect((await give(id, hiro)).body).toMatchObject({ workerId: hiro, workerName: 'Hiro' });
  expect(await summaries()).toContain('Gave “Report” to Hiro.');
  await office.request('PATCH', `/api/workers/${nora}`, { isPaused: true });
  await give(id, nora);
  expect(set(), 'Nora is at home').toBe(0);
  await give(id, null);
  expect(set()).toBe(1);
  expect((await playbook(id)).workerId).toBeUndefined();
  expect(await summaries()).toContain('Took “Report” from Nora: it is nobody’s now.');
});

test('a worker who is let go takes nothing new; its playbooks rest as nobody’s, and what it did stays', async () => {
  const hiro = await hire('Hiro');
  const id = await office.publish(lookUpAndSend(), 'Refunds');
  const { id: drawn } = (
    await office.request('POST', '/api/playbooks', { name: 'Only drawn', workerId: hiro, graph: daily })
  ).body;
  await give(id, hiro);
  const { runId } = (await start(id)).body;
  const letGo = () => office.request('POST', `/api/workers/${hiro}/let-go`, {});
  expect((await letGo()).body).toEqual({ id: hiro, playbooks: 2, cancelledRuns: 0 });
  expect((await letGo()).body, 'a second press').toEqual({ id: hiro, playbooks: 0, cancelledRuns: 0 });

  expect(await playbook(id)).toMatchObject({ rest: { state: 'paused', note: 'Hiro was let go.' } });
  expect(
    (await playbook(drawn)).rest,
    'nothing starts a draft, so there is nothing to pause',
  ).toBeUndefined();
  expect((await start(id)).body.code).toBe('PLAYBOOK_PAUSED');
  expect(await view(hiro)).toMatchObject({ state: 'left', playbooks: [], openRuns: 1 });
  expect((await office.request('GET', `/api/runs/${runId}`)).body.run).toMatchObject({
    state: 'working',
    workerName: 'Hiro',
  });
  expect((await office.request('GET', '/api/home')).body).toMatchObject({
    workers: [],
    today: { budgetUsd: 0 },
  });
  expect((await give(id, hiro)).body.code).toBe('WORKER_LEFT');
  expect((await office.request('PATCH', `/api/workers/${hiro}`, { role: 'x' })).body.code).toBe(
    'WORKER_LEFT',
  );

  await office.request('POST', `/api/workers/${hiro}/take-back`);
  expect((await give(id, hiro)).status).toBe(200);
});

test('playbooks are handed over and go on at once, and the open runs are cancelled where that is wished', async () => {
  const [hiro, nora] = [await hire('Hiro'), await hire('Nora')];
  const id = await office.publish(lookUpAndSend(), 'Refunds');
  await give(id, hiro);
  const { runId } = (await start(id)).body;
  const gone = await office.request('POST', `/api/workers/${hiro}/let-go`, {
    handOverTo: nora,
    openRuns: 'cancel',
  });
  expect(gone.body).toEqual({ id: hiro, playbooks: 1, cancelledRuns: 1 });
  const entries = (await office.request('GET', '/api/audit')).body.items;
  expect(entries.map(({ summary }: { summary: string }) => summary)).toContain(
    'Let Hiro go; Nora takes over.',
  );
  expect(await playbook(id)).toMatchObject({ workerName: 'Nora' });
  const again = await start(id);
  expect((await office.request('GET', `/api/runs/${again.body.runId}`)).body.run.workerName).toBe('Nora');
  const { body } = await office.request('POST', `/api/runs/${runId}/run-again`, { version: 'same' });
  expect((await office.request('GET', `/api/runs/${body.runId}`)).body.run.workerName).toBe('Nora');
  expect((await office.request('POST', `/api/workers/${nora}/let-go`, { handOverTo: nora })).body.code).toBe(
    'SAME_WORKER',
  );
});
