import { aPlan, aStep } from '@dayshift/engine/testing';
import { currentEngineVersion, newId, type Plan, type RunState } from '@dayshift/model';
import { workflowIdOf } from '@dayshift/temporal-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../support/engine-rig.ts';
import { projected } from '../support/projected.ts';
import { until } from '../support/until.ts';

let rig: EngineRig;
beforeAll(async () => {
  rig = await startEngineRig();
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

const post = (id: string, path: string, to: string[] = []) =>
  aStep('call', id, { to, input: { method: 'POST', url: `${rig.receiver.url}${path}` } });

async function startHere(plan: Plan): Promise<string> {
  const runId = newId('run');
  const workflowId = workflowIdOf(runId);
  const started = await rig.startHere(
    {
      engineVersion: currentEngineVersion,
      workspaceId: 'test',
      runId,
      plan,
      triggerNodeId: 'start',
      trigger: {},
      worker: null,
    },
    workflowId,
  );
  expect(started).toEqual({ isNew: true });
  return workflowId;
}

/** Task queues of the calls a run made, in their order. */
async function queuesOf(workflowId: string): Promise<string[]> {
  const { history } = await rig.connection.client.workflowService.getWorkflowExecutionHistory({
    namespace: rig.temporal.namespace,
    execution: { workflowId },
  });
  return (history?.events ?? []).flatMap(
    (event) => event.activityTaskScheduledEventAttributes?.taskQueue?.name ?? [],
  );
}

const received = (path: string) =>
  [...rig.receiver.applied.values()].filter((call) => call.path === path).length;

describe('a run begun where one process does everything', () => {
  it('sends over its own queue', async () => {
    const workflowId = await startHere(
      aPlan([aStep('trigger', 'start', { to: ['one'] }), post('one', '/one', ['two']), post('two', '/two')]),
    );
    expect(await rig.runs.ending(workflowId, 20_000)).toMatchObject({ state: 'done' });
    expect(await queuesOf(workflowId)).toEqual(['core', 'core']);
    expect([received('/one'), received('/two')]).toEqual([1, 1]);
  });

  it('goes on when the roles are split while it is open, and sends nothing twice', async () => {
    const workflowId = await startHere(
      aPlan([
        aStep('trigger', 'start', { to: ['before'] }),
        post('before', '/before', ['nap']),
        aStep('wait', 'nap', { seconds: 3, to: ['after'] }),
        post('after', '/after'),
      ]),
    );
    await until(async () => received('/before') === 1 || undefined);
    await rig.splitFleet();
    expect(await rig.runs.ending(workflowId, 60_000)).toMatchObject({ state: 'done' });
    expect(await queuesOf(workflowId)).toEqual(['core', 'core', 'effects']);
    expect([received('/before'), received('/after')]).toEqual([1, 1]);
    const { state, tries } = await projected(rig, workflowId);
    const handle = rig.connection.client.workflow.getHandle(workflowId);
    expect(state).toEqual(await handle.query<RunState>('state'));
    expect(tries.after).toHaveLength(1);
  });
});
