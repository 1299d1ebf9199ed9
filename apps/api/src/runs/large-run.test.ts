import type { Projection } from '@dayshift/engine';
import type { Run, StepState } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import { projectRun } from './project-run.ts';
import { nextChange } from './run-change.ts';
import { runView } from './run-view.ts';

let office: TestOffice;
let run: Run;
let projection: Projection;

beforeEach(async () => {
  office = await aTestOffice();
  const playbookId = await office.publish(lookUpAndSend());
  const { body } = await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '1' },
  });
  run = await getRun(office.store, 'main', body.runId);
  projection = (await projectRun(office.context, run))!;
});
afterEach(() => office.close());

const instances = 10_000;

/** The run as if its second step had been done for every item of two lists, each with a request and an answer of a few kB. */
function grow(change: (at: number) => Partial<StepState> = () => ({})): void {
  const state = projection.state!;
  const steps = { ...state.steps };
  for (let at = 0; at < instances; at += 1) {
    const path = `${Math.floor(at / 100)}.${at % 100}`;
    const key = `send@${path}`;
    steps[key] = {
      key,
      stepId: 'send',
      nodeId: 'send',
      path,
      generation: 0,
      status: 'done',
      port: 'done',
      output: { id: at, text: 'answer '.repeat(300) },
      startedAt: 1_000 + at,
      endedAt: 1_500 + at,
      ...change(at),
    };
    projection.calls[key] = {
      ...projection.calls.look!,
      key,
      input: { n: at, text: 'request '.repeat(200) },
    };
    projection.tries[key] = [{ attempt: 1, scheduledAt: 1_000 + at, endedAt: 1_500 + at }];
  }
  projection.state = { ...state, steps };
}

const size = (value: unknown) => JSON.stringify(value).length;

test('a run of ten thousand steps is seen whole in less than 300 kB and 300 ms', async () => {
  grow();
  let quickest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3; tries += 1) {
    const began = performance.now();
    const view = await runView(office.context, run, projection);
    expect(size(view)).toBeLessThan(300_000);
    quickest = Math.min(quickest, performance.now() - began);
  }
  expect(quickest).toBeLessThan(300);
  const { nodes, steps, stepCount } = await runView(office.context, run, projection);
  expect(stepCount).toBe(instances + 2);
  expect(nodes.find(({ nodeId }) => nodeId === 'send')).toMatchObject({
    counts: { done: instances },
    places: instances,
    tries: instances,
  });
  expect(steps.length).toBeLessThan(200);
  for (const { key } of nodes) expect(steps.map((step) => step.key)).toContain(key);
});

test('what needs attention is in the picture however much went well, with what it was asked and what it said', async () => {
  const failure = { code: 'HTTP_422', message: 'no', details: { status: 422 } };
  grow((at) => (at === 4_321 ? { status: 'stuck', failure, port: undefined as never } : {}));
  const { steps, nodes } = await runView(office.context, run, projection);
  expect(nodes.find(({ nodeId }) => nodeId === 'send')?.key).toBe('send@43.21');
  expect(steps.find(({ status }) => status === 'stuck')).toMatchObject({ key: 'send@43.21', failure });
  expect(steps.find(({ status }) => status === 'stuck')?.input).toMatchObject({ n: 4_321 });
});

test('what is left out of a picture says so', async () => {
  grow(() => ({ output: 'x'.repeat(2_000_000) }));
  const { steps } = await runView(office.context, run, projection);
  const large = steps.filter(({ nodeId }) => nodeId === 'send');
  expect(large.every(({ cut, output }) => cut?.includes('output') && output === undefined)).toBe(true);
});

test('what is new of such a run is told in messages of less than 20 kB', async () => {
  grow((at) => (at % 2 === 0 ? {} : { status: 'running', endedAt: undefined as never }));
  let shown = await runView(office.context, run, projection);
  grow();
  const now = await runView(office.context, run, projection);
  for (let next = nextChange(shown, now); next; next = nextChange(shown, now)) {
    expect(size(next.change)).toBeLessThan(20_000);
    shown = next.after;
  }
  expect(shown).toEqual(now);
});
