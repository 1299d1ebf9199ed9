import { aPlan, aStep } from '@dayshift/engine/testing';
import type { RunState } from '@dayshift/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { projected } from '../support/projected.ts';
import { until } from '../support/until.ts';

let rig: EngineRig;
beforeAll(async () => {
  // The server suggests a fresh history at 4,096 events; a small number makes a long run short.
  rig = await startEngineRig({ dynamicConfig: ['limit.historyCount.suggestContinueAsNew=60'] });
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

describe('a run whose history grows long', () => {
  it('goes on in a fresh history with everything it knew, and an open question and its answer survive that', async () => {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['load', 'ask'] }),
        aStep('call', 'load', { input: { method: 'POST', url: `${rig.receiver.url}/load` }, to: ['again'] }),
        aStep('scope', 'again', { bodyScopeId: 'body', to: ['sum'] }),
        aStep('wait', 'nap', { scopeId: 'body', seconds: 0.01 }),
        aStep('approve', 'ask', {
          request: { title: 'Go on?', assignee: 'You', fields: { a: 1 }, dueSeconds: 600 },
          to: { approved: ['sum'], rejected: [], expired: [] },
        }),
        aStep('compute', 'sum', {
          output: '{{ string(steps.again.turns) + " turns, " + steps.ask.by }}',
          to: ['finish'],
        }),
        aStep('end', 'finish', { output: '{{ steps.sum }}' }),
      ],
      [
        {
          id: 'body',
          kind: 'loop',
          parentId: 'root',
          until: 'index >= 39',
          max: 100,
          collect: '{{ index }}',
        },
      ],
    );
    const { runId, workflowId } = await rig.start(plan, {});
    const first = (await rig.runs.describe(workflowId))?.workflowRunId;
    await rowState(rig.store, runId, 'waiting');
    await until(
      async () => ((await rig.runs.describe(workflowId))?.workflowRunId ?? first) !== first,
      30_000,
    );

    const decision = { approvalId: `${runId}:ask`, decisionId: 'd1', isEdited: false, by: 'Ada Example' };
    await rig.runs.decide(workflowId, { ...decision, verdict: 'approve' });
    expect(await rig.runs.ending(workflowId, 20_000)).toMatchObject({
      state: 'done',
      output: '40 turns, Ada Example',
    });
    expect([...rig.receiver.applied.values()].filter((call) => call.path === '/load')).toHaveLength(1);
    const projection = await projected(rig, workflowId, first);
    const state = await rig.connection.client.workflow.getHandle(workflowId).query<RunState>('state');
    expect(projection.state).toEqual(state);
    await rowState(rig.store, runId, 'done');
  });
});
