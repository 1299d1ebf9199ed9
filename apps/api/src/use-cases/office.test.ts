import { afterEach, beforeEach, expect, test } from 'vitest';
import { hireFirstWorker } from '../first-worker/hire-first-worker.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
});
afterEach(() => office.close());

const answered = (body: { sum: number } | { id: string }): Answer => ({
  output: { status: 200, headers: {}, body: { ...body } },
});

test('what was just finished stands in the order in which it finished, not in which it began', async () => {
  const playbookId = await office.publish(lookUpAndSend());
  const start = async (order: string) =>
    (
      await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
        from: 'published',
        input: { order },
      })
    ).body.runId;
  const slow = await start('1');
  office.temporal.answer = ({ stepId, input }) =>
    JSON.stringify(input).includes('orders/1')
      ? undefined
      : answered(stepId === 'look' ? { sum: 1 } : { id: 'R' });
  const quick = await start('2');
  office.temporal.answer = ({ stepId }) => answered(stepId === 'look' ? { sum: 1 } : { id: 'R' });
  await office.temporal.goOn();
  const { finished } = (await office.request('GET', '/api/home')).body;
  expect(finished.map(({ id }: { id: string }) => id)).toEqual([slow, quick]);
});

test('home shows what waits, what is stuck and how much was done without anybody', async () => {
  const hired = await office.request('POST', '/api/workers', {
    name: 'Hiro',
    role: 'Support',
    timeZone: 'Europe/Berlin',
  });
  const workerId = hired.body.id;
  const publish = async (gate: object) => {
    const graph = lookUpAndSend({ decides: 'alone', ...gate });
    const { id } = (await office.request('POST', '/api/playbooks', { name: 'Refunds', workerId, graph }))
      .body;
    await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
    return id;
  };
  const alone = await publish({});
  const asking = await publish({ decides: 'ask' });
  const start = (id: string) =>
    office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '1' } });
  office.temporal.answer = ({ stepId }) => answered(stepId === 'look' ? { sum: 1 } : { id: 'R' });
  for (const id of [alone, alone, alone, asking, asking]) await start(id);
  const [card] = (await office.request('GET', '/api/approvals')).body.items;
  const { digest } = (await office.request('GET', `/api/approvals/${encodeURIComponent(card.id)}`)).body;
  await office.request('POST', `/api/approvals/${encodeURIComponent(card.id)}/decision`, {
    decisionId: 'decision-1',
    verdict: 'approve',
    digest,
  });
  office.temporal.answer = ({ stepId }) =>
    stepId === 'look'
      ? answered({ sum: 1 })
      : { failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } };
  await start(alone);

  const home = (await office.request('GET', `/api/home?dayStart=${Date.now() - 60_000}`)).body;
  expect(home).toMatchObject({
    waitingCount: 1,
    stuckCount: 1,
    today: { done: 4, aloneShare: 0.75, budgetUsd: 5 },
  });
  expect(home.stuck[0].trouble).toMatchObject({ nodeId: 'send', message: 'no' });
  expect(home.finished).toHaveLength(4);
  expect(home.workers[0]).toMatchObject({
    name: 'Hiro',
    state: 'waits-for-you',
    today: { done: 4, backlog: 2 },
  });
  expect(home.workers[0].perHour.at(-1) + home.workers[0].perHour.at(-2)).toBe(4);

  const worker = (await office.request('GET', `/api/workers/${workerId}`)).body;
  expect(worker.playbooks).toHaveLength(2);
  expect(worker.workingOn).toHaveLength(2);
  expect(worker.policy).toContainEqual({
    playbookId: asking,
    playbookName: 'Refunds',
    what: 'send',
    level: 'ask',
    when: 'always',
    evidence: '1 of the last 1 approved',
  });
  expect(worker.policy).toContainEqual(expect.objectContaining({ what: 'send', level: 'alone' }));
  const { items } = (await office.request('GET', '/api/playbooks')).body;
  expect(
    items.map(({ id, openRuns, stuckRuns }: { id: string; openRuns: number; stuckRuns: number }) => [
      id,
      openRuns,
      stuckRuns,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [alone, 1, 1],
      [asking, 1, 0],
    ]),
  );
});

test('a worker sent home takes no new work', async () => {
  const { id: workerId } = (
    await office.request('POST', '/api/workers', { name: 'Hiro', role: 'Support', timeZone: 'UTC' })
  ).body;
  const { id } = (
    await office.request('POST', '/api/playbooks', { name: 'Refunds', workerId, graph: lookUpAndSend() })
  ).body;
  await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  await office.request('PATCH', `/api/workers/${workerId}`, { isPaused: true });
  const answer = await office.request('POST', `/api/playbooks/${id}/runs`, {
    from: 'published',
    input: { order: '1' },
  });
  expect([answer.status, answer.body.code]).toEqual([409, 'WORKER_PAUSED']);
  const audit = (await office.request('GET', '/api/audit')).body.items;
  expect(audit[0]).toMatchObject({ actor: 'You', action: 'worker.changed', summary: 'Sent Hiro home.' });
});

test('the first worker is hired once, with a published playbook, and not into a workspace in use', async () => {
  const practice = { helpDeskUrl: 'http://127.0.0.1:9' };
  await hireFirstWorker(office.context, practice);
  await hireFirstWorker(office.context, practice);
  const { items } = (await office.request('GET', '/api/playbooks')).body;
  expect(items).toMatchObject([
    {
      name: 'Answer or refund',
      workerName: 'Hiro',
      publishedVersion: 1,
      hasUnpublishedChanges: false,
      triggers: ['mail-received'],
    },
  ]);

  const used = await aTestOffice();
  await used.publish(lookUpAndSend());
  await hireFirstWorker(used.context, practice);
  expect((await used.request('GET', '/api/workers')).body.items).toEqual([]);
  await used.close();
});
