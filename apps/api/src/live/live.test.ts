import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyRunChange, type RunView } from '@dayshift/contracts';
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
  /** The picture of a run that a page has after all it was sent. */
  const shown = (runId?: string): RunView | undefined => {
    let view: RunView | undefined;
    for (const { event, data } of received) {
      if (runId !== undefined && data.runId !== runId) continue;
      if (event === 'snapshot') view = data;
      else if (event === 'run') view = data.view;
      else if (view && (event === 'change' || event === 'run-change'))
        view = applyRunChange(view, event === 'change' ? data : data.change);
    }
    return view;
  };
  return { received, until, shown, isEnded: () => isEnded, close: () => request.destroy() };
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
  await stream.until(() => stream.shown()?.steps.length === 2);
  const early = (await office.request('GET', `/api/runs/${runId}`)).body;
  for (const view of [stream.shown(), early]) {
    expect(view.run.state).toBe('working');
    expect(view.run.endedAt).toBeUndefined();
  }
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await stream.until(() => stream.received.at(-1)?.event === 'end');
  const { run, steps } = stream.shown() ?? {};
  expect(run).toMatchObject({ state: 'done', outcome: 'refunded' });
  expect(new Set(steps?.map(({ status }) => status))).toEqual(new Set(['done']));
});

test('a run is followed step by step until its end, by one poll however many look', async () => {
  const runId = await aStuckRun();
  const one = listen(`/api/runs/${runId}/live`);
  const two = listen(`/api/runs/${runId}/live`);
  await one.until(() => one.shown()?.steps.length === 2);
  await two.until(() => two.shown()?.steps.length === 2);
  expect(office.context.tailers.count).toBe(1);
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await one.until(() => one.received.at(-1)?.event === 'end');
  expect(one.shown()).toMatchObject({ run: { state: 'done' }, output: { id: 'R' } });
  // What is new is sent, and not the whole again.
  expect(one.received.map(({ event }) => event)).toEqual(['snapshot', 'snapshot', 'change', 'end']);
  expect((await office.request('GET', `/api/runs/${runId}`)).body).toEqual(one.shown());
  await two.until(two.isEnded);
  await one.until(() => office.context.tailers.count === 0);
});

test('a browser that comes back with what it knows is not sent it again', async () => {
  const runId = await aStuckRun();
  const first = listen(`/api/runs/${runId}/live`);
  await first.until(() => first.shown()?.steps.length === 2);
  const known = first.received.at(-1)?.id ?? '';
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

test('one line carries the workspace and every run a browser looks at, and says which it does not', async () => {
  const [one, two] = [await aStuckRun(), await aStuckRun()];
  const line = listen(`/api/live?run=${one}&run=${two}&run=none`);
  await line.until(() => [one, two].every((runId) => line.shown(runId)?.steps.length === 2));
  expect(line.received.filter(({ event }) => event === 'run-refused').map(({ data }) => data)).toEqual([
    { runId: 'none', code: 'RUN_NOT_FOUND', message: 'There is no such run.' },
  ]);
  expect(line.received.some(({ event }) => event === 'changed')).toBe(true);
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await line.until(() => line.received.filter(({ event }) => event === 'run-end').length === 2);
  for (const runId of [one, two]) expect(line.shown(runId)?.run.state).toBe('done');
  // The line itself goes on.
  expect(line.isEnded()).toBe(false);
  expect(office.context.tailers.count).toBe(0);
});

test('a line that is taken up again is told what it missed, and nothing else', async () => {
  const runId = await aStuckRun();
  const line = listen(`/api/live?run=${runId}`);
  await line.until(() => line.shown(runId)?.steps.length === 2);
  const token = line.received.findLast(({ event }) => event === 'run')?.data.token;
  const since = line.received.findLast(({ event }) => event === 'changed')?.id ?? '';
  line.close();
  const calm = listen(`/api/live?since=${since}&run=${runId}@${token}`);
  await calm.until(() => calm.received.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(calm.received.filter(({ event }) => event !== 'changed')).toEqual([]);
  calm.close();
  // Another line has to look, or nobody does and nothing is told.
  const other = listen('/api/live');
  await other.until(() => other.received.length > 0);
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId === 'look' ? { sum: 1 } : { id: 'R' } },
  });
  await office.temporal.goOn();
  await other.until(() => other.received.some(({ data }) => data.runs.includes(runId)));
  const back = listen(`/api/live?since=${since}&run=${runId}@${token}`);
  await back.until(() => back.received.some(({ event }) => event === 'run-end'));
  expect(back.shown(runId)?.run.state).toBe('done');
  expect(back.received.find(({ event }) => event === 'changed')?.data).toMatchObject({ runs: [runId] });
});

test('a line that was away for too long is told to renew everything', async () => {
  const line = listen('/api/live?since=before-a-restart:3');
  await line.until(() => line.received.length > 0);
  expect(line.received[0]?.data).toMatchObject({ hasMissed: true });
});

test('open lines are counted among the measures', async () => {
  const lines = async () =>
    /^dayshift_api_live_lines (\d+)$/m.exec((await office.stranger('GET', '/metrics')).body)?.[1];
  const line = listen('/api/live');
  await line.until(() => line.received.length > 0);
  expect(await lines()).toBe('1');
  line.close();
  await expect.poll(lines).toBe('0');
});

test('who signs out is told nothing more, and others go on', async () => {
  const mine = listen('/api/live');
  await mine.until(() => mine.received.length > 0);
  const { secret } = await createSession(office.store, { workspaceId: 'main', user: 'You', now: Date.now() });
  const others = listen('/api/live', { cookie: `${cookie.split('=')[0]}=${secret}` });
  await others.until(() => others.received.length > 0);
  const { csrfToken } = (await office.stranger('GET', '/api/session', undefined, { cookie })).body;
  await office.stranger('DELETE', '/api/session', undefined, { cookie, 'x-csrf-token': csrfToken });
  await mine.until(mine.isEnded);
  expect(others.isEnded()).toBe(false);
});

test('one line follows so many runs and no more', async () => {
  const tooMany = Array.from({ length: 41 }, (_, at) => `run=r${at}`).join('&');
  expect((await office.request('GET', `/api/live?${tooMany}`)).status).toBe(400);
});

test('a run that does not exist is an answer, not a stream', async () => {
  expect((await office.request('GET', '/api/runs/none/live')).body.code).toBe('RUN_NOT_FOUND');
});
