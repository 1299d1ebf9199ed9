import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { update } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSecret } from '../session/secrets.ts';
import { createSession } from '../session/sessions.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
let port: number;
let cookie: string;
const open: http.ClientRequest[] = [];

beforeEach(async () => {
  office = await aTestOffice();
  await office.app.listen({ host: '127.0.0.1', port: 0 });
  port = (office.app.server.address() as AddressInfo).port; // it listens on TCP
  const { secret } = await createSession(office.store, { workspaceId: 'main', user: 'You', now: Date.now() });
  // Named after the installation, which is called "test".
  cookie = `dayshift-${hashSecret('test').slice(0, 8)}=${secret}`;
});
afterEach(async () => {
  for (const request of open.splice(0)) request.destroy();
  await office.close();
});

interface Received {
  event: string;
  id: string | undefined;
  // A test looks into events of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: the assertions are the type check here
  data: any;
}

/** Listens like a browser. */
function listen(path: string, headers: Record<string, string> = {}) {
  const received: Received[] = [];
  let isEnded = false;
  const request = http.get({ host: '127.0.0.1', port, path, headers: { cookie, ...headers } }, (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2);
        const event = field('event');
        if (event) received.push({ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') });
      }
    });
    response.on('end', () => {
      isEnded = true;
    });
  });
  request.on('error', () => {});
  open.push(request);
  const until = async (isThere: () => boolean) => {
    for (let tries = 0; tries < 400 && !isThere(); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (!isThere()) throw new Error(`It did not come: ${JSON.stringify(received).slice(0, 500)}`);
  };
  return { received, until, isEnded: () => isEnded, close: () => request.destroy() };
}

async function aStuckRun(): Promise<string> {
  const playbookId = await office.publish(lookUpAndSend());
  const { body } = await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '1' },
  });
  return body.runId;
}

test('a row that is ahead of its history ends no picture: the last one has every step done', async () => {
  const runId = await aStuckRun();
  // The report of the last task arrives before the task itself is recorded.
  await update(office.store.runs, runId, (run) => ({
    ...run,
    state: 'done' as const,
    isOpen: false,
    outcome: 'refunded',
    endedAt: Date.now(),
  }));
  const stream = listen(`/api/runs/${runId}/live`);
  await stream.until(() => stream.received.some(({ data }) => data.steps?.length === 2));
  const early = (await office.request('GET', `/api/runs/${runId}`)).body;
  for (const { run } of [stream.received.at(-1)?.data, early]) {
    expect(run.state).toBe('working');
    expect(run.endedAt).toBeUndefined();
  }
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await stream.until(() => stream.received.at(-1)?.event === 'end');
  const { run, steps } = stream.received.at(-2)?.data ?? {};
  expect(run).toMatchObject({ state: 'done', outcome: 'refunded' });
  expect(new Set(steps.map(({ status }: { status: string }) => status))).toEqual(new Set(['done']));
});

test('a run is followed step by step until its end, by one poll however many look', async () => {
  const runId = await aStuckRun();
  const one = listen(`/api/runs/${runId}/live`);
  const two = listen(`/api/runs/${runId}/live`);
  await one.until(() => one.received.some(({ data }) => data.steps?.length === 2));
  await two.until(() => two.received.some(({ data }) => data.steps?.length === 2));
  expect(office.context.tailers.count).toBe(1);
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await one.until(() => one.received.at(-1)?.event === 'end');
  const last = one.received.at(-2);
  expect(last?.data).toMatchObject({ run: { state: 'done' }, output: { id: 'R' } });
  expect(last?.id).toMatch(/^exec-run\/.*:\d+$/);
  await two.until(two.isEnded);
  await one.until(() => office.context.tailers.count === 0);
});

test('a browser that comes back with what it knows is not sent it again', async () => {
  const runId = await aStuckRun();
  const first = listen(`/api/runs/${runId}/live`);
  await first.until(() => first.received.some(({ id }) => id !== undefined));
  const known = first.received.find(({ id }) => id !== undefined)?.id ?? '';
  first.close();
  const again = listen(`/api/runs/${runId}/live`, { 'last-event-id': known });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(again.received.filter(({ id }) => id === known)).toEqual([]);
});

test('nobody looking means nobody polls', async () => {
  const runId = await aStuckRun();
  const viewer = listen(`/api/runs/${runId}/live`);
  await viewer.until(() => office.context.tailers.count === 1);
  viewer.close();
  await viewer.until(() => office.context.tailers.count === 0);
});

test('the workspace tells what moved', async () => {
  const viewer = listen('/api/live');
  await viewer.until(() => viewer.received.length > 0);
  expect(viewer.received[0]).toMatchObject({ event: 'changed', data: { openApprovals: 0, stuckRuns: 0 } });
  const runId = await aStuckRun();
  await viewer.until(() => viewer.received.some(({ data }) => data.runs.includes(runId)));
});

test('a run that does not exist is an answer, not a stream', async () => {
  expect((await office.request('GET', '/api/runs/none/live')).body.code).toBe('RUN_NOT_FOUND');
});
