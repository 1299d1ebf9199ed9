import { describe, expect, it } from 'vitest';
import { forget, isUnsettled, memoryOf, unsettledSteps } from './memory.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const plan = aPlan([
  aStep('trigger', 'start', { to: ['load', 'nap', 'ask', 'told'] }),
  aStep('call', 'load'),
  aStep('wait', 'nap'),
  aStep('approve', 'ask'),
  aStep('compute', 'told'),
]);
const begun = () => startRun(plan, start, 0).state;
const keys = (steps: readonly { key: string }[]) => steps.map(({ key }) => key);

describe('what is told from a state', () => {
  it('is the steps under way, in the order they began, and the calls that are out', () => {
    const state = begun();
    expect(keys(unsettledSteps(state))).toEqual(['load', 'nap', 'ask']);
    expect(memoryOf(state).callsOut).toBe(1);
  });

  it('is the same of a state that was read from its JSON', () => {
    const state = structuredClone(begun());
    expect(keys(unsettledSteps(state))).toEqual(['load', 'nap', 'ask']);
    expect(memoryOf(state)).toEqual({
      unsettled: new Set(['load', 'nap', 'ask']),
      callsOut: 1,
      outputs: new Map(),
    });
  });

  it('is kept: the same state is not read twice', () => {
    const state = begun();
    expect(memoryOf(state)).toBe(memoryOf(state));
  });

  it('is read anew after everything was replaced', () => {
    const state = begun();
    const before = memoryOf(state);
    state.steps = {};
    expect(unsettledSteps(state)).toEqual([]);
    expect(forget(state)).toEqual({ unsettled: new Set(), callsOut: 0, outputs: new Map() });
    expect(memoryOf(state)).not.toBe(before);
  });

  it.each([
    ['running', true],
    ['sleeping', true],
    ['asking', true],
    ['stuck', true],
    ['done', false],
    ['skipped', false],
    ['failed', false],
    ['cancelled', false],
  ] as const)('a step that is %s is under way: %s', (status, isIt) => {
    const load = begun().steps.load;
    expect(load && isUnsettled({ ...load, status })).toBe(isIt);
  });
});
