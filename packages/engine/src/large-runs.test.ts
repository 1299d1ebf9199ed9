import type { Json } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { type SimulatedWorld, simulate } from './simulate.ts';
import { aPlan, aStep } from './testing/plans.ts';

const start = { runId: 'run_1', triggerNodeId: 'start', worker: { name: 'Hiro' } };
const echo: SimulatedWorld = { call: ({ input }) => ({ output: input }) };

describe('a run that works with a lot', () => {
  const big = {
    ...start,
    trigger: { text: 'x'.repeat(400_000), list: Array.from({ length: 9_000 }, () => 1) },
  };
  const loop = (output: Json, max = 1_000) =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['again'] }),
        aStep('scope', 'again', { bodyScopeId: 'body' }),
        aStep('compute', 'work', { output, scopeId: 'body' }),
      ],
      [{ id: 'body', kind: 'loop', parentId: 'root', until: 'false', max, collect: null }],
    );

  const large = { a: '{{ trigger.text }}', b: '{{ trigger.text + string(index) }}' };

  it('is stuck by name before what its items give has taken the memory of the fleet', () => {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('compute', 'work', { output: large, scopeId: 'body' }),
      ],
      [
        {
          id: 'body',
          kind: 'map',
          parentId: 'root',
          items: '{{ trigger.list }}',
          concurrency: 5,
          collect: '{{ steps.work }}',
        },
      ],
    );
    const { state } = simulate(plan, big, echo);
    const stuck = Object.values(state.steps).find(({ status }) => status === 'stuck');
    expect(stuck?.failure?.code).toBe('RUN_TOO_LARGE');
    expect(state.keptBytes).toBeLessThanOrEqual(32 * 1_048_576);
  });

  it('lets the rounds of a loop go that are over, so that it never comes to that', () => {
    const { state } = simulate(loop(large, 60), big, echo);
    expect(state.steps.again?.output).toMatchObject({ turns: 60 });
    expect(state.keptBytes).toBeLessThan(2 * 1_048_576);
    expect(Object.keys(state.steps)).toEqual(['start', 'again']);
  });

  it('pauses between costly steps, so that no task takes long', () => {
    const { state, batches } = simulate(loop('{{ trigger.list.map(x, x + index).size() }}'), big, echo);
    expect(state.steps.again?.output).toMatchObject({ turns: 1_000 });
    expect(batches.length).toBeGreaterThan(20);
  });
});
