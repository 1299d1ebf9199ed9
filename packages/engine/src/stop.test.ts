import type { Plan, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };

/** A For each of six, two at a time; each item calls, sleeps and asks side by side. */
function forEach(collect: string, to: string[] | Record<string, string[]> = ['after']): Plan {
  return aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'body', to }),
      aStep('compute', 'go', { scopeId: 'body', to: ['call', 'nap', 'ask'] }),
      aStep('call', 'call', { scopeId: 'body' }),
      aStep('wait', 'nap', { scopeId: 'body', seconds: 60 }),
      aStep('approve', 'ask', {
        scopeId: 'body',
        request: { title: 'Well?', assignee: 'Ada', fields: { a: 1 } },
      }),
      aStep('compute', 'after', { output: '{{ steps.each }}' }),
      aStep('compute', 'caught', { output: '{{ error.code }}' }),
    ],
    [
      {
        id: 'body',
        kind: 'map',
        parentId: 'root',
        items: [0, 1, 2, 3, 4, 5],
        concurrency: 2,
        collect,
      },
    ],
  );
}

/** The first item is over but for its result, which cannot be made. */
function withStuckContainer(plan: Plan): RunState {
  let { state } = startRun(plan, start, 0);
  const events = [
    { type: 'call-finished', at: 1, key: 'call@0', output: null },
    { type: 'timer-fired', at: 2, key: 'nap@0' },
    {
      type: 'approval-answered',
      at: 3,
      approvalId: 'run_1:ask@0',
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'Ada',
    },
  ] as const;
  for (const event of events) state = step(plan, state, event).state;
  return state;
}

const command = { type: 'control-received', at: 9, commandId: 'c1', by: 'Ada' } as const;
const stopped = [
  { type: 'stop-call', key: 'call@1' },
  { type: 'stop-timer', key: 'nap@1' },
  { type: 'close-approval', key: 'ask@1', approvalId: 'run_1:ask@1', state: 'cancelled' },
];

describe('stopping a scope', () => {
  const plan = forEach('{{ steps.call.missing }}', { done: ['after'] });
  const stuck = withStuckContainer(plan);

  it('a stuck For each is what the tests below begin with', () => {
    expect(stuck.steps.each?.status).toBe('stuck');
    expect(Object.keys(stuck.activations)).toEqual(['root', 'body@0', 'body@1']);
  });

  it('takes back everything inside when the container is skipped, and begins nothing more', () => {
    const { state, effects } = step(plan, stuck, { ...command, verb: 'skip', key: 'each' });
    expect(effects.filter(({ type }) => type !== 'complete')).toEqual(stopped);
    expect(state.status).toBe('completed');
    expect(state.steps.each?.output).toEqual({
      items: [null, null, null, null, null, null],
      count: 6,
      skipped: [0, 1, 2, 3, 4, 5],
    });
    expect(Object.keys(state.activations)).toEqual(['root']);
  });

  it.each([
    { ...command, verb: 'cancel' } as const,
    { ...command, verb: 'fail', key: 'each', message: 'no' } as const,
    { type: 'cancel-requested', at: 9 } as const,
  ])('takes back everything inside when the run ends by $verb', (event) => {
    const { state, effects } = step(plan, stuck, event);
    expect(effects.slice(0, -1)).toEqual(stopped);
    expect(state.status).not.toBe('open');
  });

  it('an item that is over while its container stands still is kept, and no other begins', () => {
    let { state } = step(plan, stuck, {
      type: 'call-finished',
      at: 4,
      key: 'call@1',
      output: { missing: 1 },
    });
    state = step(plan, state, { type: 'timer-fired', at: 5, key: 'nap@1' }).state;
    const answer = { type: 'approval-answered', at: 6, approvalId: 'run_1:ask@1', decisionId: 'd2' } as const;
    const last = step(plan, state, { ...answer, verdict: 'approve', isEdited: false, by: 'Ada' });
    expect(last.effects).toMatchObject([{ type: 'close-approval', state: 'applied' }]);
    expect(last.state.steps.each).toMatchObject({
      status: 'stuck',
      progress: { opened: 2, finished: 1, results: [null, 1, null, null, null, null] },
    });
  });

  it('one item given up gives null and says so, and the others go on', () => {
    const { state, effects } = step(plan, stuck, { ...command, verb: 'skip-item', key: 'each' });
    expect(state.steps.each).toMatchObject({ status: 'running', progress: { finished: 1, skipped: [0] } });
    expect(effects.filter(({ type }) => type === 'call')).toMatchObject([{ key: 'call@2' }]);
  });

  it('an item in which a step was skipped gives null where its result cannot be made', () => {
    const quick = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('call', 'call', { scopeId: 'body' }),
      ],
      [
        {
          id: 'body',
          kind: 'map',
          parentId: 'root',
          items: [1, 2],
          concurrency: 2,
          collect: '{{ steps.call.n }}',
        },
      ],
    );
    let { state } = startRun(quick, start, 0);
    const failure = { code: 'HTTP_500', message: 'no' };
    state = step(quick, state, { type: 'call-failed', at: 1, key: 'call@0', failure }).state;
    state = step(quick, state, { ...command, verb: 'skip', key: 'call@0' }).state;
    state = step(quick, state, { type: 'call-finished', at: 3, key: 'call@1', output: { n: 7 } }).state;
    expect(state).toMatchObject({ status: 'completed' });
    expect(state.steps.each?.output).toEqual({ items: [null, 7], count: 2, skipped: [0] });
  });
});

describe('the end of a run', () => {
  const plan = (last: Parameters<typeof aPlan>[0][number]) =>
    aPlan([
      aStep('trigger', 'start', { to: ['go', 'call', 'nap', 'ask', 'open'] }),
      aStep('call', 'go', { to: ['last'] }),
      aStep('call', 'call'),
      aStep('wait', 'nap', { seconds: 60 }),
      aStep('approve', 'ask', { request: { title: 'Well?', assignee: 'Ada', dueSeconds: 60 } }),
      aStep('approve', 'open', { request: { title: 'Well?', assignee: 'Ada' } }),
      last,
    ]);

  it.each([
    [aStep('end', 'last', { outcome: 'done' }), 'complete', 'completed'],
    [aStep('fail', 'last', { code: 'NO', message: 'no' }), 'fail', 'failed'],
  ])('stops calls, timers and questions, and the timers of questions ($kind)', (last, told, status) => {
    const of = plan(last);
    const { state: begun } = startRun(of, start, 0);
    const { state, effects } = step(of, begun, { type: 'call-finished', at: 1, key: 'go', output: null });
    expect(effects.map(({ type, ...rest }) => `${type} ${'key' in rest ? rest.key : ''}`.trim())).toEqual([
      'stop-call call',
      'stop-timer nap',
      'stop-timer ask',
      'close-approval ask',
      'close-approval open',
      told,
    ]);
    expect(state).toMatchObject({ status, ready: [], waiting: [] });
    for (const key of ['call', 'nap', 'ask', 'open'])
      expect(state.steps[key]).toMatchObject({ status: 'cancelled', endedAt: 1 });
    expect(state.steps.call).not.toHaveProperty('isOut');
  });
});

describe('a failure inside a container', () => {
  it('takes the container’s own error port, and everything else inside is stopped', () => {
    const plan = forEach('{{ item }}', { done: ['after'], error: ['caught'] });
    const { state: begun } = startRun(plan, start, 0);
    const failure = { code: 'HTTP_500', message: 'no' };
    const { state, effects } = step(plan, begun, { type: 'call-failed', at: 1, key: 'call@0', failure });
    expect(effects.map(({ type, ...rest }) => `${type} ${'key' in rest ? rest.key : ''}`)).toEqual([
      'stop-timer nap@0',
      'close-approval ask@0',
      'stop-call call@1',
      'stop-timer nap@1',
      'close-approval ask@1',
      'complete ',
    ]);
    expect(state.steps.each).toMatchObject({ status: 'failed', port: 'error', failure });
    expect(state.steps.caught?.output).toBe('HTTP_500');
  });
});

describe('a container that leaves by its own error', () => {
  it('takes back the other items, and leaves once', () => {
    const plan = forEach('{{ steps.call.missing }}', { done: ['after'], error: ['caught'] });
    plan.steps.push(aStep('wait', 'pause', { seconds: 60 }));
    const caught = plan.steps.find(({ id }) => id === 'caught');
    caught?.ports[0]?.to.push('pause');
    const left = withStuckContainer(plan);
    expect(left.steps.each).toMatchObject({ status: 'failed', port: 'error' });
    expect(Object.keys(left.activations)).toEqual(['root']);
    expect(left.steps.pause?.status).toBe('sleeping');
    const late = step(plan, left, { type: 'call-finished', at: 10, key: 'call@1', output: null });
    expect(late).toMatchObject({ state: { status: 'open' }, effects: [] });
  });
});

describe('a container that is left', () => {
  it('by its error port stops what is inside although the run goes on', () => {
    const plan = forEach('{{ item }}', { done: ['after'], error: ['keep'] });
    plan.steps.push(aStep('call', 'keep'));
    const { state: begun } = startRun(plan, start, 0);
    const failure = { code: 'HTTP_500', message: 'no' };
    const { state, effects } = step(plan, begun, { type: 'call-failed', at: 1, key: 'call@0', failure });
    expect(effects.map(({ type }) => type)).toEqual([
      'stop-timer',
      'close-approval',
      'stop-call',
      'stop-timer',
      'close-approval',
      'call',
    ]);
    expect(state).toMatchObject({ status: 'open', waiting: [] });
    expect(Object.keys(state.activations)).toEqual(['root']);
    expect(state.steps.each).not.toHaveProperty('items');
    expect(state.steps.each).not.toHaveProperty('progress');
  });

  it('by an error port that leads nowhere is not left: a person decides', () => {
    const plan = forEach('{{ item }}', { done: ['after'], error: [] });
    const { state: begun } = startRun(plan, start, 0);
    const failure = { code: 'HTTP_500', message: 'no' };
    const { state } = step(plan, begun, { type: 'call-failed', at: 1, key: 'call@0', failure });
    expect(state.steps['call@0']?.status).toBe('stuck');
  });

  it('item by item takes the work with it that had not begun, and no other', () => {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('call', 'call', { scopeId: 'body', to: ['next'] }),
        aStep('call', 'next', { scopeId: 'body' }),
        aStep('call', 'beside', { scopeId: 'body' }),
      ],
      [{ id: 'body', kind: 'map', parentId: 'root', items: [0, 1], concurrency: 2, collect: '{{ index }}' }],
    );
    let { state } = startRun(plan, start, 0);
    const failure = { code: 'HTTP_500', message: 'no' };
    state = step(plan, state, { type: 'hold', at: 1 }).state;
    for (const key of ['call@0', 'call@1'])
      state = step(plan, state, { type: 'call-finished', at: 2, key, output: null }).state;
    state = step(plan, state, { type: 'call-failed', at: 3, key: 'beside@0', failure }).state;
    expect(state.ready).toHaveLength(2);
    state = step(plan, state, { ...command, verb: 'skip-item', key: 'beside@0' }).state;
    expect(state.ready).toEqual([{ type: 'run', activation: 'body@1', stepId: 'next' }]);
    const { effects } = step(plan, state, { type: 'go-on', at: 9 });
    expect(effects).toMatchObject([{ type: 'call', key: 'next@1' }]);
  });

  it('item by item takes calls with it that waited for room, and no other', () => {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('call', 'call', { scopeId: 'body' }),
        aStep('compute', 'told', { scopeId: 'body', output: '{{ trigger.is.not.there }}' }),
      ],
      [
        {
          id: 'body',
          kind: 'map',
          parentId: 'root',
          items: Array.from({ length: 202 }, (_, index) => index),
          concurrency: 202,
          collect: '{{ index }}',
        },
      ],
    );
    const { state: begun } = startRun(plan, start, 0);
    // What sends nothing does not wait for room.
    expect(begun.steps['told@201']?.status).toBe('stuck');
    expect(begun.waiting?.map(({ activation }) => activation)).toEqual(['body@200', 'body@201']);
    const { state } = step(plan, begun, { ...command, verb: 'skip-item', key: 'told@200' });
    expect(state.waiting?.map(({ activation }) => activation)).toEqual(['body@201']);
  });
});
