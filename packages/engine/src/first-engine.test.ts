import type { EngineEvent, Plan, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const failure = { code: 'HTTP_500', message: 'no' };
const command = { type: 'control-received', at: 50, commandId: 'c1', by: 'Ada' } as const;

function played(engineVersion: number, plan: Plan, events: EngineEvent[] = [], more: object = {}): RunState {
  const begun = startRun(plan, { ...start, engineVersion, ...more }, 0).state;
  return events.reduce((state, event) => step(plan, state, event).state, begun);
}

function each(
  items: number,
  more: { to?: Record<string, string[]>; collect?: string; concurrency?: number } = {},
) {
  return aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'body', to: more.to ?? { done: ['after'] } }),
      aStep('call', 'work', { scopeId: 'body' }),
      aStep('compute', 'after', { output: '{{ steps.each }}' }),
      aStep('compute', 'caught', { output: '{{ error.code }}' }),
    ],
    [
      {
        id: 'body',
        kind: 'map',
        parentId: 'root',
        items: Array.from({ length: items }, (_, index) => index),
        concurrency: more.concurrency ?? 2,
        collect: more.collect ?? '{{ steps.work }}',
      },
    ],
  );
}
const finished = (key: string): EngineEvent => ({ type: 'call-finished', at: 5, key, output: 'ok' });
const failed = (key: string): EngineEvent => ({ type: 'call-failed', at: 5, key, failure });

/** What a run of the first release has decided it must decide again; today's engine decides otherwise. */
describe.each([
  [1, 'a run of the first release'],
  [2, 'a run of today’s engine'],
])('%i: %s', (engineVersion, _name) => {
  const isFirst = engineVersion === 1;

  it(`${isFirst ? 'keeps' : 'lets go'} the steps of items that are over`, () => {
    const state = played(engineVersion, each(2), [finished('work@0'), finished('work@1')]);
    expect(state).toMatchObject({ status: 'completed' });
    expect(Object.keys(state.steps).filter((key) => key.startsWith('work'))).toEqual(
      isFirst ? ['work@0', 'work@1'] : [],
    );
    expect(Object.keys(state.activations)).toEqual(isFirst ? ['root', 'body@0', 'body@1'] : ['root']);
  });

  it(`takes ${isFirst ? 500 : '10,000'} items at most`, () => {
    const limit = isFirst ? 500 : 10_000;
    expect(played(engineVersion, each(limit)).steps.each?.status).toBe('running');
    expect(played(engineVersion, each(limit + 1)).steps.each).toMatchObject({
      status: 'stuck',
      failure: { code: 'TOO_MANY_ITEMS' },
    });
  });

  it(`a failure inside ${isFirst ? 'stands still although' : 'leaves by the error port when'} its container has one`, () => {
    const plan = each(2, { to: { done: ['after'], error: ['caught'] } });
    const state = played(engineVersion, plan, [failed('work@0')]);
    if (isFirst) expect(state.steps['work@0']).toMatchObject({ status: 'stuck', failure });
    else expect(state.steps.caught?.output).toBe('HTTP_500');
  });

  it(`a result that cannot be collected ${isFirst ? 'stands still' : 'leaves by the error port'} too`, () => {
    const plan = each(1, { to: { done: ['after'], error: ['caught'] }, collect: '{{ steps.nothing.here }}' });
    const state = played(engineVersion, plan, [finished('work@0')]);
    expect(state.steps.each?.status).toBe(isFirst ? 'stuck' : 'failed');
  });

  it(`a skipped step ${isFirst ? 'does not make' : 'makes'} a result that is missing a null`, () => {
    const plan = each(1, { collect: '{{ steps.work.n }}' });
    const state = played(engineVersion, plan, [
      failed('work@0'),
      { ...command, verb: 'skip', key: 'work@0' },
    ]);
    expect(state.steps.each?.status).toBe(isFirst ? 'stuck' : 'done');
  });

  it(`a skipped question counts as ${isFirst ? 'approved' : 'a no'}`, () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask'] }),
      aStep('approve', 'ask', {
        request: { title: '{{ trigger.missing.title }}', assignee: 'Ada' },
        to: { approved: ['yes'], rejected: ['no'] },
      }),
      aStep('compute', 'yes'),
      aStep('compute', 'no'),
    ]);
    const state = played(engineVersion, plan, [{ ...command, verb: 'skip', key: 'ask' }]);
    expect(state.steps[isFirst ? 'yes' : 'no']?.status).toBe('done');
  });

  it(`has ${isFirst ? 'any number of' : '200'} calls out`, () => {
    const state = played(engineVersion, each(300, { concurrency: 300 }));
    const out = Object.values(state.steps).filter(({ isOut }) => isOut);
    expect(out).toHaveLength(isFirst ? 300 : 200);
    expect(state.waiting ?? []).toHaveLength(isFirst ? 0 : 100);
  });

  it(`an end that was recorded ${isFirst ? 'is passed' : 'ends the run again'}`, () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['stop', 'slow'] }),
      aStep('end', 'stop', { outcome: 'refunded', output: 7 }),
      aStep('call', 'slow'),
    ]);
    const seed = { stop: { port: 'done', output: 1, startedAt: 0, endedAt: 0 } };
    const state = played(engineVersion, plan, [], { seed });
    expect(state.status).toBe(isFirst ? 'open' : 'completed');
    if (!isFirst) expect(state).toMatchObject({ outcome: 'refunded', output: 7 });
  });

  it(`a recorded result is ${isFirst ? 'kept' : 'used up'} once it was adopted`, () => {
    const plan = aPlan([aStep('trigger', 'start', { to: ['load'] }), aStep('call', 'load')]);
    const seed = {
      load: { port: 'done', output: 1, startedAt: 3, endedAt: 4, costUsd: 0.5, isDecision: true },
    };
    const state = played(engineVersion, plan, [], { seed });
    expect(Object.keys(state.seed)).toEqual(isFirst ? ['load'] : []);
    expect(state.steps.load).toMatchObject({ isReused: true, startedAt: 3, endedAt: 4, costUsd: 0.5 });
    expect(state).toMatchObject({ status: 'completed', hadPerson: true });
  });
});

describe.each([1, 2])('a run of engine %i', (engineVersion) => {
  it('passes a command over that is about a step which does not stand still, or about none', () => {
    const plan = each(2);
    const state = played(engineVersion, plan);
    for (const key of ['work@0', 'each', 'start', 'nowhere'])
      for (const verb of ['skip', 'retry'] as const) {
        const after = step(plan, state, { ...command, verb, key });
        expect(after.effects).toEqual([]);
        expect(after.state.steps).toEqual(state.steps);
      }
  });

  it('counts what it keeps: of a container that is over its result, in the first release its items too', () => {
    const state = played(engineVersion, each(2, { to: { done: [] } }), [
      finished('work@0'),
      finished('work@1'),
    ]);
    const bytes = (value: unknown) => JSON.stringify(value).length;
    // Results are counted one by one as they come and taken off as a list, which has brackets and commas besides.
    const items = engineVersion === 1 ? 2 * bytes('ok') : -'[,]'.length;
    expect(state.keptBytes).toBe(bytes({}) + items + bytes({ items: ['ok', 'ok'], count: 2 }));
  });
});

describe('a change of plan as the first release told it', () => {
  const before = aPlan([
    aStep('trigger', 'start', { to: ['load', 'send', 'slow', 'broken', 'same', 'nap'] }),
    aStep('call', 'load', { effect: 'read' }),
    aStep('call', 'send', { effect: 'key' }),
    aStep('call', 'slow', { effect: 'key' }),
    aStep('call', 'broken'),
    aStep('call', 'same'),
    aStep('wait', 'nap', { seconds: 60 }),
  ]);
  const after = {
    ...before,
    version: 2,
    steps: before.steps.map((each) =>
      ['broken', 'nap'].includes(each.id) ? { ...each, title: 'x', input: 1 } : each,
    ),
  } as Plan;
  const state = played(1, before, [
    finished('load'),
    finished('send'),
    { type: 'call-failed', at: 6, key: 'broken', failure: { ...failure, effect: 'not-happened' } },
  ]);
  const swap = (more: object = {}) =>
    step(before, state, { ...command, verb: 'swap-plan', plan: after, seed: {}, ...more } as EngineEvent);
  const noted = (more?: object) =>
    swap(more).effects.flatMap((effect) => ('key' in effect ? [`${effect.type} ${effect.key}`] : []));

  it('does again what was done before the person looked, under fresh keys, and lets what is the same go on', () => {
    expect(noted().toSorted()).toEqual([
      'call broken!1',
      'call load!1',
      'call send!1',
      'start-timer nap',
      'stop-timer nap',
    ]);
    expect(swap().state.steps).toMatchObject({ slow: { isOut: true }, same: { isOut: true } });
  });

  it('keeps what an effect came to after the person looked; what only reads is read again', () => {
    expect(noted({ plannedAt: 4 })).not.toContain('call send!1');
    expect(noted({ plannedAt: 4 })).toContain('call load!1');
    expect(noted({ plannedAt: 5 })).toContain('call send!1');
    expect(swap({ plannedAt: 4 }).state.steps.send).toMatchObject({ status: 'done', isReused: true });
  });

  it('keeps what it was told to keep, and its key is the first again', () => {
    const seed = { load: { port: 'done', output: 'kept', startedAt: 1, endedAt: 2 } };
    expect(noted({ seed })).not.toContain('call load!1');
    expect(swap({ seed }).state.steps.load).toMatchObject({ output: 'kept', isReused: true, generation: 0 });
  });
});
