import { expect, it } from 'vitest';
import { breathKey, pureStepLimit } from './drain.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };

function chain(length: number) {
  const ids = Array.from({ length }, (_, index) => `s${index}`);
  return aPlan([
    aStep('trigger', 'start', { to: ['s0'] }),
    ...ids.map((id, index) => aStep('compute', id, { to: ids.slice(index + 1, index + 2) })),
  ]);
}

it('a task works through so many steps and no more, and asks for the next one at once', () => {
  // The trigger and the end of the run are work as well.
  const through = startRun(chain(pureStepLimit - 2), start, 7);
  expect(through.state.status).toBe('completed');
  const plan = chain(pureStepLimit - 1);
  const { state, effects } = startRun(plan, start, 7);
  expect(state.status).toBe('open');
  expect(effects).toEqual([{ type: 'start-timer', key: breathKey, at: 8 }]);
  expect(step(plan, state, { type: 'timer-fired', at: 8, key: breathKey }).state.status).toBe('completed');
});

it('nothing goes on behind the end of a run', () => {
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['stop', 'other'] }),
    aStep('end', 'stop', { outcome: 'done' }),
    aStep('call', 'other'),
  ]);
  const { state, effects } = startRun(plan, start, 0);
  expect(effects).toMatchObject([{ type: 'complete' }]);
  expect(state.steps.other?.status).toBe('cancelled');
});

it('a recorded result says what it cost, and that a person gave it, only where that is so', () => {
  const plan = aPlan([aStep('trigger', 'start', { to: ['load'] }), aStep('call', 'load')]);
  const seed = { load: { port: 'done', output: 1, startedAt: 3, endedAt: 4 } };
  const { state } = startRun(plan, { ...start, seed }, 0);
  expect(state.hadPerson).toBe(false);
  expect(state.steps.load).not.toHaveProperty('costUsd');
  expect(state.steps.load).not.toHaveProperty('isOverridden');
  const set = { load: { ...seed.load, isOverridden: true } };
  expect(startRun(plan, { ...start, seed: set }, 0).state.steps.load?.isOverridden).toBe(true);
});

it('what a run keeps is counted in bytes as it is handed on', () => {
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['a'] }),
    aStep('compute', 'a', { output: 'xxxx', to: ['b'] }),
    aStep('compute', 'b', { output: 'xx', to: ['c'] }),
    aStep('call', 'c'),
  ]);
  expect(startRun(plan, start, 0).state.keptBytes).toBe('{}'.length + '"xxxx"'.length + '"xx"'.length);
});

it('an arrow out of a scope, or to nothing, leads nowhere', () => {
  const plan = aPlan(
    [
      aStep('trigger', 'start', { to: ['each', 'gone'] }),
      aStep('scope', 'each', { bodyScopeId: 'body' }),
      aStep('compute', 'work', { scopeId: 'body', to: ['behind'] }),
      aStep('compute', 'behind'),
    ],
    [{ id: 'body', kind: 'map', parentId: 'root', items: [1], concurrency: 1, collect: null }],
  );
  const { state } = startRun(plan, start, 0);
  expect(state.steps.each?.status).toBe('done');
  expect(state.steps.behind).toBeUndefined();
});
