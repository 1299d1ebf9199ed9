import type { RunView } from '@dayshift/contracts';
import type { Graph, JsonObject } from '@dayshift/model';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { exchange } from '../../support/exchange.ts';
import { slowestLivez } from '../../support/slowest-livez.ts';
import { until } from '../../support/until.ts';
import { nested } from './nested.ts';
import { ends, hook } from './nodes.ts';
import type { HostileStage } from './stage.ts';

const list = Array.from({ length: 9_000 }, (_, index) => index);
const tooLong = Array.from({ length: 10_001 }, () => 0);
const text = 'x'.repeat(400_000);
const fields = (x: string): [string, JsonObject] => ['set-fields', { fields: { x } }];
const copies = Array.from({ length: 3 }, () => '{{ trigger.body.text }}');

/** Expressions and values that would take the server for ever, or all of its memory. */
export function valuesWithoutEnd(stage: HostileStage): void {
  const deliver = (id: string, body: unknown) => stage.post(`/hooks/${id}/hook`, body);

  it.each<[string, () => [string, JsonObject], unknown, string]>([
    [
      'goes through a list for every item of it',
      () => fields('{{ trigger.body.list.map(x, trigger.body.list.filter(y, y > x)) }}'),
      { list },
      'EXPRESSION_TOO_COSTLY',
    ],
    [
      'makes a text too long',
      () => fields('{{ trigger.body.text + trigger.body.text }}'),
      { text },
      'TEXT_TOO_LONG',
    ],
    [
      'reaches deeper than a value may be',
      () => fields('{{ [[[[[[trigger.body]]]]]] }}'),
      JSON.parse(nested(60)),
      'RESULT_TOO_DEEP',
    ],
    [
      'works through too long a list',
      () => ['for-each', { items: 'trigger.body.list' }],
      { list: tooLong },
      'TOO_MANY_ITEMS',
    ],
    ['reads what is not there', () => fields('{{ trigger.body.a.b.c }}'), { a: {} }, 'MISSING_REFERENCE'],
    [
      'sends more than Temporal can carry',
      () => ['http-request', { method: 'POST', url: `${stage.receiver.url}/big`, body: copies }],
      { text },
      'VALUE_TOO_LARGE',
    ],
    [
      'asks about more than Temporal can carry',
      () => [
        'send-mail',
        { to: 'a@b.example', subject: 'x', text: copies.join(''), gate: { decides: 'ask' } },
      ],
      { text },
      'TEXT_TOO_LONG',
    ],
  ])('%s: a named failure, and the server stays awake', async (_what, step, body, code) => {
    const id = await stage.publish(
      aDrawing({ hook, step: step(), ends }, ['hook:out>step', 'step:done>ends']),
    );
    const row = await stage.staysAwake(async () => {
      expect((await deliver(id, body)).status).toBe(202);
      return stage.settled(id);
    });
    expect(row).toMatchObject({ state: 'stuck', trouble: { nodeId: 'step', code } });
    // The row is told by the task that parked the run, a moment before that task is in the history.
    const failure = await until(async () => {
      const { steps } = await stage.session.get<RunView>(`/api/runs/${row.id}`);
      return steps.find(({ nodeId }) => nodeId === 'step')?.failure;
    });
    expect(failure).toMatchObject({ code, message: expect.stringMatching(/\w/) });
  });

  it('ends with more than Temporal can carry: a named failure, and no run that never closes', async () => {
    const id = await stage.publish(
      aDrawing({ hook, last: ['end', { outcome: 'done', output: copies }] }, ['hook:out>last']),
    );
    await deliver(id, { text });
    expect(await stage.settled(id)).toMatchObject({ state: 'stuck', trouble: { code: 'VALUE_TOO_LARGE' } });
  });

  it('sends large values side by side: each task carries what it can, and all of them go out', async () => {
    const send: [string, JsonObject] = [
      'http-request',
      { method: 'POST', url: `${stage.receiver.url}/wide`, body: ['{{ index }}', '{{ trigger.body.text }}'] },
    ];
    const id = await stage.publish(eachOf('trigger.body.numbers', send, 20));
    await deliver(id, { numbers: list.slice(0, 20), text: 'x'.repeat(110_000) });
    expect(await stage.settled(id)).toMatchObject({ state: 'done' });
    const sent = stage.receiver.requests.filter(({ path }) => path === '/wide');
    expect(sent.map(({ body }) => (body as [number])[0]).sort((a, b) => a - b)).toEqual(list.slice(0, 20));
  });

  it('keeps more than a new history could begin with: the run goes on in the one it has', async () => {
    const send: [string, JsonObject] = [
      'http-request',
      { method: 'POST', url: `${stage.receiver.url}/keeps`, body: '{{ trigger.body.text }}' },
    ];
    const id = await stage.publish(eachOf('trigger.body.numbers', send, 10, { pauseSeconds: 1 }));
    await deliver(id, { numbers: list.slice(0, 60), text: 'x'.repeat(100_000) });
    expect(await stage.settled(id)).toMatchObject({ state: 'done' });
  });

  it('computes for a long time in small steps: the run ends, and API and fleet answer all the while', async () => {
    const id = await stage.publish(
      inside(
        'work',
        aDrawing(
          {
            hook,
            again: ['repeat-until', { until: 'false', max: 300 }],
            work: fields('{{ trigger.body.list.map(x, (x * 2 + index * 3 - 4) % 7).size() }}'),
            ends,
          },
          ['hook:out>again', 'again:done>ends', 'again:exhausted>ends'],
        ),
      ),
    );
    const { slowestMs } = await slowestLivez(stage.installation.fleetUrl, async () => {
      await deliver(id, { list });
      expect(await stage.settled(id)).toMatchObject({ state: 'done' });
    });
    expect(slowestMs).toBeLessThan(2_000);
    const [row] = await stage.runsOf(id);
    // Working the run out again from its history takes the API as long.
    await stage.staysAwake(() => stage.session.get<RunView>(`/api/runs/${row?.id}`));
  });

  it('carries a query that names what no field may be called: the run never sees it', async () => {
    const id = await stage.publish(
      aDrawing({ hook, step: fields('{{ trigger.query }}'), ends }, ['hook:out>step', 'step:done>ends']),
    );
    const url = `${stage.installation.url}/hooks/${id}/hook?__proto__=1&constructor=2&a=3`;
    const headers = { 'content-type': 'application/json' };
    expect((await exchange(url, { method: 'POST', headers, raw: '{}' })).status).toBe(202);
    expect(await stage.settled(id)).toMatchObject({ state: 'done' });
  });
}

function eachOf(
  items: string,
  send: [string, JsonObject],
  concurrency: number,
  { pauseSeconds }: { pauseSeconds?: number } = {},
): Graph {
  const pause: [string, JsonObject] = [
    'wait',
    { how: 'for', duration: { amount: pauseSeconds ?? 0, unit: 'seconds' } },
  ];
  const each: [string, JsonObject] = ['for-each', { items, concurrency }];
  const graph = pauseSeconds
    ? aDrawing({ hook, each, send, pause, ends }, ['hook:out>each', 'each:done>pause', 'pause:done>ends'])
    : aDrawing({ hook, each, send, ends }, ['hook:out>each', 'each:done>ends']);
  return inside('send', graph);
}

/** Puts a node into the graph's one container. */
function inside(id: string, graph: Graph): Graph {
  const container = graph.nodes.find(({ type }) => type === 'for-each' || type === 'repeat-until');
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === id && container ? { ...node, parentId: container.id } : node,
    ),
  };
}
