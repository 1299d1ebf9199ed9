import { aPlan, aStep } from '@dayshift/engine/testing';
import type { Approval, Plan, RunState, Scope, Step } from '@dayshift/model';
import { update } from '@dayshift/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { projected } from '../support/projected.ts';
import { until } from '../support/until.ts';

let rig: EngineRig;
beforeAll(async () => {
  // The server suggests a fresh history at 4,096 events and ends a run at 51,200: small numbers make long runs short.
  rig = await startEngineRig({
    dynamicConfig: ['limit.historyCount.suggestContinueAsNew=60', 'limit.historyCount.error=500'],
  });
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

const rounds = 50;

/** Calls the receiver again and again. Two of them side by side have one call out at any time. */
function loop(name: string, work: Step[]): { steps: Step[]; scope: Scope } {
  return {
    steps: [
      aStep('scope', name, { bodyScopeId: `${name}-body`, to: ['finish'] }),
      ...work.map((step) => ({ ...step, scopeId: `${name}-body` })),
    ],
    scope: {
      id: `${name}-body`,
      kind: 'loop',
      parentId: 'root',
      until: `index >= ${rounds - 1}`,
      max: rounds,
      collect: '{{ index }}',
    },
  };
}

function sideBySide(loops: ReturnType<typeof loop>[]): Plan {
  return aPlan(
    [
      aStep('trigger', 'start', { to: loops.map(({ steps }) => steps[0]?.id ?? '') }),
      ...loops.flatMap(({ steps }) => steps),
      aStep('end', 'finish', { output: '{{ steps.a.turns + steps.b.turns }}' }),
    ],
    loops.map(({ scope }) => scope),
  );
}

const post = (id: string, path: string) =>
  aStep('call', id, { input: { method: 'POST', url: `${rig.receiver.url}${path}` } });

const stateOf = (workflowId: string) =>
  rig.connection.client.workflow.getHandle(workflowId).query<RunState>('state');

describe('a run whose history is long', () => {
  it('goes on in fresh histories although a call is always out, loses and repeats none, and its history tells its state', async () => {
    const plan = sideBySide([loop('a', [post('one', '/slow/30')]), loop('b', [post('two', '/slow/45')])]);
    const { runId, workflowId } = await rig.start(plan, {});
    const first = (await rig.runs.describe(workflowId))?.workflowRunId;
    expect(await rig.runs.ending(workflowId, 90_000)).toMatchObject({ state: 'done', output: rounds * 2 });
    expect((await rig.runs.describe(workflowId))?.workflowRunId).not.toBe(first);
    const keys = [...rig.receiver.applied.values()].filter(({ path }) => path.startsWith('/slow/'));
    expect(keys).toHaveLength(rounds * 2);
    const told = await projected(rig, workflowId, first);
    expect(told.state).toEqual(await stateOf(workflowId));
    await rowState(rig.store, runId, 'done');

    // Whoever reads with what came before sees the rounds that the newest history begins without.
    const newest = await projected(rig, workflowId);
    const whole = await projected(rig, workflowId, undefined, true);
    expect(whole.state).toEqual(told.state);
    expect(Object.keys(newest.pruned).length).toBeLessThan(Object.keys(whole.pruned).length);
  });

  it('that keeps more than can be taken along goes on where it is', async () => {
    const large = { text: '{{ trigger.text }}' };
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['one'] }),
        aStep('compute', 'one', { output: large, to: ['two'] }),
        aStep('compute', 'two', { output: large, to: ['a'] }),
        ...loop('a', [post('work', '/large')]).steps,
        aStep('end', 'finish', { output: '{{ steps.a.turns }}' }),
      ],
      [loop('a', []).scope],
    );
    const { workflowId } = await rig.start(plan, { text: 'ä'.repeat(400_000) });
    const first = (await rig.runs.describe(workflowId))?.workflowRunId;
    expect(await rig.runs.ending(workflowId, 60_000)).toMatchObject({ state: 'done', output: rounds });
    expect((await rig.runs.describe(workflowId))?.workflowRunId).toBe(first);
    // The state itself is too large an answer for a query.
    expect((await projected(rig, workflowId, first)).state).toMatchObject({
      status: 'completed',
      cannotTravel: true,
    });
  });
});

describe('a question', () => {
  const asking = (dueSeconds?: number) =>
    aStep('approve', 'ask', {
      request: { title: 'Well?', assignee: 'You', fields: { a: 1 }, ...(dueSeconds && { dueSeconds }) },
      to: { approved: ['yes'], rejected: [], expired: ['late'] },
    });
  const approvalOf = (runId: string) => rig.store.approvals.get(`${runId}:ask`);

  it('that is put and taken back in one task does not stay open', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask', 'finish'] }),
      asking(),
      aStep('compute', 'yes'),
      aStep('compute', 'late'),
      aStep('end', 'finish'),
    ]);
    const runs = await Promise.all(Array.from({ length: 8 }, () => rig.start(plan, {})));
    for (const { workflowId } of runs) await rig.runs.ending(workflowId, 30_000);
    const states = await Promise.all(runs.map(async ({ runId }) => (await approvalOf(runId))?.state));
    expect(states).toEqual(Array.from({ length: 8 }, () => 'cancelled'));
  });

  it('that was answered before its deadline is not lost to it, though the word of it comes later', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask'] }),
      asking(1.5),
      aStep('end', 'yes', { outcome: 'yes' }),
      aStep('end', 'late', { outcome: 'late' }),
    ]);
    const { runId, workflowId } = await rig.start(plan, {});
    await until(async () => ((await approvalOf(runId))?.state === 'open' ? true : undefined));
    await update(rig.store.approvals, `${runId}:ask`, (approval): Approval => {
      const decision = { id: 'd1', verdict: 'approve' as const, by: 'Ada Example', at: Date.now() };
      return {
        ...approval,
        state: 'decided',
        decision: { ...decision, isEdited: false, digest: approval.digest, signature: 'not looked at here' },
        delivery: { state: 'pending', tries: 0, nextAt: Date.now() + 60_000 },
      };
    });
    expect(await rig.runs.ending(workflowId, 20_000)).toMatchObject({ state: 'done', outcome: 'yes' });
    expect((await projected(rig, workflowId)).state).toEqual(await stateOf(workflowId));
  });
});

describe('a run that is cancelled', () => {
  it('is cancelled in Temporal too, and its row and its card say so', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask', 'slow'] }),
      aStep('approve', 'ask', { request: { title: 'Well?', assignee: 'You', fields: { a: 1 } } }),
      post('slow', '/slow/5000'),
    ]);
    const { runId, workflowId } = await rig.start(plan, {});
    await rowState(rig.store, runId, 'waiting');
    await rig.runs.control(workflowId, { commandId: 'c1', by: 'Ada Example', verb: 'cancel' });
    expect(await rig.runs.ending(workflowId, 20_000)).toEqual({ state: 'cancelled' });
    expect((await rig.runs.describe(workflowId))?.status).toBe('CANCELLED');
    await rowState(rig.store, runId, 'cancelled');
    expect((await rig.store.approvals.get(`${runId}:ask`))?.state).toBe('cancelled');
  });
});
