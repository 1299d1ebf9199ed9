import type { RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { hasCallsOut, isReadyToTravel, mayHold } from './hold.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const plan = aPlan([
  aStep('trigger', 'start', { to: ['a', 'b', 'nap'] }),
  aStep('call', 'a', { to: ['after-a'] }),
  aStep('call', 'after-a'),
  aStep('call', 'b'),
  aStep('wait', 'nap', { seconds: 60 }),
]);
const begun = () => startRun(plan, start, 0).state;
const done = (key: string) => ({ type: 'call-finished', at: 5, key, output: null }) as const;

function held(state: RunState, ...events: Parameters<typeof step>[2][]) {
  return events.reduce(
    ({ state: current, effects }, event) => {
      const next = step(plan, current, event);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state, effects: [] as ReturnType<typeof step>['effects'] },
  );
}

describe('a run whose history is long', () => {
  it('begins nothing new, lets calls end, and is ready to travel when the last one is in', () => {
    const first = held(begun(), { type: 'hold', at: 1 }, done('a'));
    expect(first.effects).toEqual([]);
    expect(first.state.steps['after-a']).toMatchObject({ status: 'running' });
    expect(isReadyToTravel(first.state)).toBe(false);
    const last = held(first.state, done('b'));
    expect(last.effects).toEqual([]);
    expect(isReadyToTravel(last.state)).toBe(true);
  });

  it('begins what was held back once it goes on, from nothing but its JSON', () => {
    const { state } = held(begun(), { type: 'hold', at: 1 }, done('a'), done('b'));
    const travelled = JSON.parse(JSON.stringify(state)) as RunState;
    const next = step(plan, travelled, { type: 'go-on', at: 9 });
    expect(next.effects).toMatchObject([{ type: 'call', key: 'after-a' }]);
    expect(mayHold(next.state)).toBe(true);
  });

  it('stays in the history it has when it is too large to travel, and holds no more there', () => {
    const { state } = held(begun(), { type: 'hold', at: 1 }, done('a'), done('b'));
    const next = step(plan, state, { type: 'timer-fired', at: 9, key: '~go-on' });
    expect(next.effects).toMatchObject([{ type: 'call', key: 'after-a' }]);
    expect(mayHold(next.state)).toBe(false);
  });

  it('takes answers and decisions in while it is held', () => {
    const { state } = held(begun(), { type: 'hold', at: 1 }, { type: 'timer-fired', at: 2, key: 'nap' });
    expect(state.steps.nap?.status).toBe('done');
  });
});

describe('whether a run may be held', () => {
  const open = begun();

  it('is so of an open run of today’s engine, once', () => {
    expect(mayHold(open)).toBe(true);
    expect(mayHold({ ...open, status: 'completed' })).toBe(false);
    expect(mayHold({ ...open, isHeld: true })).toBe(false);
    expect(mayHold({ ...open, cannotTravel: true })).toBe(false);
    expect(mayHold({ ...open, engineVersion: 3 })).toBe(true);
  });

  it('is not so of a run of the first release, which says no version or the first', () => {
    const { engineVersion: _version, ...unnamed } = open;
    expect(mayHold(unnamed)).toBe(false);
    expect(mayHold({ ...open, engineVersion: 1 })).toBe(false);
  });
});

describe('whether a run may travel', () => {
  const quiet = held(begun(), done('a'), done('after-a'), done('b')).state;

  it('is so of a held one with no call out and nothing between two plans', () => {
    expect(isReadyToTravel({ ...quiet, isHeld: true })).toBe(true);
    expect(isReadyToTravel(quiet)).toBe(false);
    expect(isReadyToTravel({ ...quiet, isHeld: true, carried: {} })).toBe(false);
    expect(isReadyToTravel({ ...begun(), isHeld: true })).toBe(false);
    expect(hasCallsOut(quiet)).toBe(false);
    expect(hasCallsOut(begun())).toBe(true);
  });
});

describe('a run with more calls than may be out', () => {
  const wide = aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'outer' }),
      aStep('scope', 'inner', { scopeId: 'outer', bodyScopeId: 'body' }),
      aStep('call', 'work', { scopeId: 'body' }),
    ],
    ['outer', 'body'].map((id, depth) => ({
      id,
      kind: 'map' as const,
      parentId: depth === 0 ? 'root' : 'outer',
      items: Array.from({ length: 50 }, (_, index) => index),
      concurrency: 50,
      collect: '{{ index }}',
    })),
  );

  it('has 200 out at any time, and each answer lets the next one go', () => {
    let { state, effects } = startRun(wide, start, 0);
    for (let at = 1; state.ready.length > 0; at += 1) {
      const next = step(wide, state, { type: 'timer-fired', at, key: '~breath' });
      state = next.state;
      effects = [...effects, ...next.effects];
    }
    const calls = effects.filter(({ type }) => type === 'call');
    expect(calls).toHaveLength(200);
    expect(state.waiting).toHaveLength(2_300);
    const next = step(wide, state, { type: 'call-finished', at: 99, key: 'work@0.0', output: null });
    expect(next.effects.filter(({ type }) => type === 'call')).toHaveLength(1);
  });

  it('takes calls that never went out back with their item', () => {
    const { state } = startRun(wide, start, 0);
    const cancelled = step(wide, state, { type: 'cancel-requested', at: 5 });
    expect(cancelled.effects.filter(({ type }) => type === 'stop-call').length).toBeLessThanOrEqual(200);
    expect(cancelled.state.waiting).toEqual([]);
  });
});
