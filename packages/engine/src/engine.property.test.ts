import type { EngineEvent, RunState } from '@dayshift/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SimulatedWorld, simulate } from './simulate.ts';
import { startRun } from './start-run.ts';
import { randomPlan } from './testing/random-plan.ts';
import { step } from './testing/step.ts';

const plans = randomPlan({ succeed: (id) => ({ id }), fail: (id) => ({ id, fails: true }) });
const start = { runId: 'run_1', trigger: { n: 1 }, triggerNodeId: 'start', worker: null };
const world: SimulatedWorld = {
  call: ({ input, key }) =>
    (input as { fails?: boolean }).fails
      ? { failure: { code: 'HTTP_400', message: 'no' } }
      : { output: input, tookMs: (key.length * 37) % 90 },
};

describe('for any plan', () => {
  it('a run ends, with every reached step settled and every other one skipped', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { state } = simulate(plan, start, world);
        expect(state.status).toBe('completed');
        for (const each of Object.values(state.steps))
          expect(['done', 'skipped', 'failed']).toContain(each.status);
      }),
      { numRuns: 300 },
    );
  });

  it('the state survives a trip through JSON at any point of the run', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { batches, state } = simulate(plan, start, world);
        let again = JSON.parse(JSON.stringify(startRun(plan, start, 0).state)) as RunState;
        for (const event of batches.flat())
          again = JSON.parse(JSON.stringify(step(plan, again, event).state)) as RunState;
        expect(again).toEqual(JSON.parse(JSON.stringify(state)));
      }),
      { numRuns: 150 },
    );
  });

  it('a run resumed with everything recorded asks nothing of the world again', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const first = simulate(plan, start, world);
        const seed = Object.fromEntries(
          Object.values(first.state.steps)
            .filter((each) => each.status === 'done' && each.port !== undefined)
            .map((each) => [
              each.key,
              { port: each.port ?? '', output: each.output ?? null, startedAt: 0, endedAt: 0 },
            ]),
        );
        const again = simulate(plan, { ...start, seed }, world);
        expect(again.state.status).toBe('completed');
        const repeated = again.effects.filter(
          (effect) => effect.type === 'call' && seed[effect.key] !== undefined,
        );
        expect(repeated).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('no sequence of events, however wrong, makes the engine throw or lose the state it was given', () => {
    fc.assert(
      fc.property(plans, fc.array(anyEvent(), { maxLength: 20 }), (plan, events) => {
        let { state } = startRun(plan, start, 0);
        for (const event of events) {
          const before = JSON.stringify(state);
          const after = step(plan, state, event);
          expect(JSON.stringify(state)).toBe(before);
          state = after.state;
        }
      }),
      { numRuns: 200 },
    );
  });
});

function anyEvent(): fc.Arbitrary<EngineEvent> {
  const at = fc.integer({ min: 0, max: 10_000 });
  const key = fc.constantFrom('call1', 'wait1', 'map1', 'nothing', '__proto__', 'call2@0', 'parallel1_join');
  return fc.oneof(
    fc.record({
      type: fc.constant('call-finished' as const),
      at,
      key,
      output: fc.jsonValue() as fc.Arbitrary<never>,
    }),
    fc.record({
      type: fc.constant('call-failed' as const),
      at,
      key,
      failure: fc.constant({ code: 'X', message: 'x' }),
    }),
    fc.record({ type: fc.constant('timer-fired' as const), at, key }),
    fc.record({
      type: fc.constant('control-received' as const),
      at,
      key,
      commandId: fc.string(),
      by: fc.constant('you'),
      verb: fc.constantFrom('retry' as const, 'skip' as const),
    }),
    fc.record({
      type: fc.constant('approval-answered' as const),
      at,
      approvalId: fc.string(),
      decisionId: fc.string(),
      verdict: fc.constantFrom('approve' as const, 'reject' as const),
      isEdited: fc.boolean(),
      by: fc.constant('you'),
    }),
  );
}
