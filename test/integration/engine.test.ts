import { setTimeout as pause } from 'node:timers/promises';
import { aPlan, aStep } from '@dayshift/engine/testing';
import type { RunState } from '@dayshift/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { projected } from '../support/projected.ts';
import { until } from '../support/until.ts';

let rig: EngineRig;
beforeAll(async () => {
  rig = await startEngineRig();
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

const post = (path: string, body: object) => ({
  method: 'POST',
  url: `${rig.receiver.url}${path}`,
  body: body as never,
});

describe('a run on a real Temporal server', () => {
  it('calls the world, computes, and ends with its outcome; the row and the history agree', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['a', 'b'] }),
      aStep('call', 'a', { input: post('/a', { amount: '{{ trigger.amount }}' }), to: ['sum'] }),
      aStep('call', 'b', { input: post('/flaky/1', { n: 2 }), to: ['sum'] }),
      aStep('compute', 'sum', {
        output: '{{ steps.a.body.body.amount + steps.b.body.body.n }}',
        to: ['finish'],
      }),
      aStep('end', 'finish', { outcome: 'summed', output: '{{ steps.sum }}' }),
    ]);
    const { runId, workflowId } = await rig.start(plan, { amount: 40 });
    expect(await rig.runs.ending(workflowId, 20_000)).toEqual({
      state: 'done',
      outcome: 'summed',
      output: 42,
    });
    const row = await rowState(rig.store, runId, 'done');
    expect(row).toMatchObject({ outcome: 'summed', output: 42, isOpen: false });
    const projection = await projected(rig, workflowId);
    expect(projection.state).toMatchObject({ status: 'completed', output: 42 });
    const state = await rig.connection.client.workflow.getHandle(workflowId).query('state');
    expect(projection.state).toEqual(state);
  });

  it('parks at a refused call, and a retry under a fresh key brings it home', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['refund'] }),
      aStep('call', 'refund', { input: post('/refuse', {}) }),
    ]);
    const { runId, workflowId } = await rig.start(plan, {});
    const stuck = await rowState(rig.store, runId, 'stuck');
    expect(stuck.stuck[0]?.failure.message).toContain('422');
    expect(await rig.runs.ending(workflowId, 300)).toEqual({ state: 'open' });
    await rig.runs.control(workflowId, { commandId: 'c1', by: 'you', verb: 'retry', key: 'refund' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(
      new Set(rig.receiver.requests.filter((each) => each.path === '/refuse').map((each) => each.key)).size,
    ).toBe(2);
    await rig.runs.control(workflowId, {
      commandId: 'c2',
      by: 'you',
      verb: 'set-output',
      key: 'refund!1',
      output: 'by hand',
    });
    expect(await rig.runs.ending(workflowId, 10_000)).toMatchObject({ state: 'done' });
    const projection = await projected(rig, workflowId);
    expect(projection.state).toEqual(
      await rig.connection.client.workflow.getHandle(workflowId).query('state'),
    );
  });

  it('asks a person, goes on at the yes, and closes the card', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask'] }),
      aStep('approve', 'ask', {
        request: { title: 'Go on?', assignee: 'You', fields: { a: 1 }, dueSeconds: 600 },
        to: { approved: ['after'], rejected: [], expired: [] },
      }),
      aStep('compute', 'after', { output: '{{ steps.ask.by }}' }),
    ]);
    const { runId, workflowId } = await rig.start(plan, {});
    await rowState(rig.store, runId, 'waiting');
    await rig.runs.decide(workflowId, {
      approvalId: `${runId}:ask`,
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'Ada Example',
    });
    expect(await rig.runs.ending(workflowId, 10_000)).toMatchObject({ state: 'done' });
    const projection = await projected(rig, workflowId);
    expect(projection.state?.steps.after?.output).toBe('Ada Example');
    expect(projection.state).toEqual(
      await rig.connection.client.workflow.getHandle(workflowId).query('state'),
    );
  });

  it('stops what was begun again under its key, and its history tells what only the newest came to', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['slow'] }),
      aStep('call', 'slow', { input: post('/slow/1500', {}), to: ['rest'] }),
      aStep('wait', 'rest', { seconds: 60 }),
    ]);
    const { workflowId } = await rig.start(plan, {});
    const handle = rig.connection.client.workflow.getHandle(workflowId);
    const again = (commandId: string, redo: 'same-key' | 'fresh') =>
      rig.runs.control(workflowId, {
        ...{ commandId, by: 'you', verb: 'swap-plan', plan, seed: {}, goOn: [], unchanged: [] },
        redo: { slow: redo },
      });
    const moments: unknown[] = [];
    await pause(300);
    await again('c1', 'same-key');
    await pause(300);
    await again('c2', 'fresh');
    for (let look = 0; look < 8; look += 1) {
      await pause(400);
      const told = (await projected(rig, workflowId)).state?.steps;
      moments.push([told, (await handle.query<RunState>('state')).steps]);
    }
    for (const [told, is] of moments as [unknown, unknown][]) expect(told).toEqual(is);
    const { events } = await handle.fetchHistory();
    const stops = events?.filter((event) => event.activityTaskCancelRequestedEventAttributes) ?? [];
    expect(stops).toHaveLength(2);
    await handle.terminate();
  });

  it('asks under the next name when its own is that of a question that is over', async () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['ask'] }),
      aStep('approve', 'ask', { request: { title: 'Go on?', assignee: 'You', fields: { a: 1 } } }),
    ]);
    const { runId, workflowId } = await rig.start(plan, {});
    const first = await until(() => rig.store.approvals.get(`${runId}:ask`));
    const { revision: _revision, ...over } = { ...first, id: `${runId}:ask!1`, state: 'cancelled' as const };
    await rig.store.approvals.insert(over);
    await rig.runs.control(workflowId, {
      ...{ commandId: 'c1', by: 'you', verb: 'swap-plan', plan, seed: {}, goOn: [], unchanged: [] },
      redo: { ask: 'fresh' },
    });
    const next = await until(() => rig.store.approvals.get(`${runId}:ask!2`));
    expect(next.state).toBe('open');
    const told = (await projected(rig, workflowId)).state?.steps;
    expect(told).toEqual(
      (await rig.connection.client.workflow.getHandle(workflowId).query<RunState>('state')).steps,
    );
    expect(told?.['ask!2']?.status).toBe('asking');
    await rig.connection.client.workflow.getHandle(workflowId).terminate();
  });
});
