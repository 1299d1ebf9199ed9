import { type SimulatedWorld, simulate } from '@dayshift/engine';
import { randomPlan } from '@dayshift/engine/testing';
import type { Plan, RunState } from '@dayshift/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../support/engine-rig.ts';
import { projected } from '../support/projected.ts';

let rig: EngineRig;
beforeAll(async () => {
  rig = await startEngineRig();
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

const seed = 20_261_121;

/** Joins of `any` depend on who is first, which only time knows: their plans are compared by state, not by path. */
const isTimed = (plan: Plan) => plan.steps.some((step) => step.join === 'any');

describe('random plans', () => {
  it('take the same path in the simulator and on Temporal, and their history tells the workflow’s state', async () => {
    const url = rig.receiver.url;
    const plans = fc.sample(
      randomPlan({
        succeed: (id) => ({ method: 'POST', url: `${url}/ok`, body: { id } }),
        fail: () => ({ method: 'POST', url: `${url}/refuse`, body: {} }),
      }),
      { numRuns: 15, seed },
    );
    for (const plan of plans) {
      const { workflowId } = await rig.start(plan, { n: 1 });
      expect(await rig.runs.ending(workflowId, 60_000)).toMatchObject({ state: 'done' });
      const state = await rig.connection.client.workflow.getHandle(workflowId).query<RunState>('state');
      expect((await projected(rig, workflowId)).state).toEqual(state);
      if (!isTimed(plan)) expect(pathOf(state)).toEqual(pathOf(simulatedState(plan)));
    }
  }, 180_000);
});

const world: SimulatedWorld = {
  call: ({ input }) =>
    (input as { url: string }).url.endsWith('/refuse')
      ? { failure: { code: 'HTTP_REFUSED', message: 'no' } }
      : { output: null },
};

function simulatedState(plan: Plan): RunState {
  return simulate(plan, { runId: 'r', trigger: { n: 1 }, triggerNodeId: 'start', worker: null }, world).state;
}

function pathOf(state: RunState): string[] {
  return Object.values(state.steps)
    .map(({ key, status, port }) => `${key} ${status} ${port ?? ''}`)
    .sort();
}
