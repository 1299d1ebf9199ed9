import type { StepView } from '@dayshift/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
let runId: string;

const items = 12;
const large = 'y'.repeat(9_000);

/** Sends one request for each of twelve items; the fifth is refused. */
beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.answer = ({ key }): Answer =>
    key === 'send@4'
      ? { failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } }
      : { output: { status: 200, headers: {}, body: { key, large } } };
  const playbookId = await office.publish(
    aGraph(
      [
        aNode('start', 'manual', { fields: [] }),
        aNode('each', 'for-each', {
          items: `[${Array.from({ length: items }, (_, at) => at).join(', ')}]`,
          concurrency: items,
        }),
        aNode(
          'send',
          'http-request',
          { method: 'GET', url: 'https://desk.example/orders' },
          { parentId: 'each' },
        ),
      ],
      ['start:out>each'],
    ),
  );
  const { body } = await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: {},
  });
  runId = body.runId;
});
afterEach(() => office.close());

const list = async (query: string) => (await office.request('GET', `/api/runs/${runId}/steps?${query}`)).body;
const keysOf = ({ items: found }: { items: StepView[] }) => found.map(({ key }) => key);

test('executions come page by page, each once, and what is stuck comes first', async () => {
  const first = await list('node=send&limit=5');
  const second = await list(`node=send&limit=5&cursor=${first.nextCursor}`);
  const third = await list(`node=send&limit=5&cursor=${second.nextCursor}`);
  expect(first.total).toBe(items);
  expect(keysOf(first)[0]).toBe('send@4');
  const all = [first, second, third].flatMap(keysOf);
  expect(all).toHaveLength(items);
  expect(new Set(all).size).toBe(items);
  expect(third.nextCursor).toBeUndefined();
});

test('they are narrowed by state and by item', async () => {
  expect(keysOf(await list('node=send&state=stuck'))).toEqual(['send@4']);
  expect((await list('node=send&state=done')).total).toBe(items - 1);
  expect(keysOf(await list('node=send&path=7'))).toEqual(['send@7']);
  expect(keysOf(await list('node=send&path=1'))).toEqual(['send@1']);
});

test('a page of them is light, and each can be had whole', async () => {
  const [light] = (await list('node=send&path=7')).items;
  expect(light).toMatchObject({ cut: ['output'] });
  const whole = (await office.request('GET', `/api/runs/${runId}/step?key=send%407`)).body;
  expect(whole.output.body).toEqual({ key: 'send@7', large });
  expect(whole.cut).toBeUndefined();
});

test('what is not there is said', async () => {
  expect((await office.request('GET', `/api/runs/${runId}/step?key=send%4099`)).body.code).toBe(
    'STEP_NOT_FOUND',
  );
  expect((await list('cursor=x')).code).toBe('BAD_CURSOR');
  expect((await office.request('GET', '/api/runs/none/steps')).status).toBe(404);
  expect((await office.request('GET', `/api/runs/${runId}/values`)).body.trigger).toEqual({});
});
