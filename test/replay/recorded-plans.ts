import { aPlan, aStep } from '@dayshift/engine/testing';
import type { Run } from '@dayshift/model';
import type { EngineRig } from '../support/engine-rig.ts';
import { until } from '../support/until.ts';

interface Driver {
  rig: EngineRig;
  url: string;
  waitFor(runId: string, state: 'waiting' | 'stuck'): Promise<Run>;
}

/** One run per way through the engine. Each returns its workflow id once the run is over. */
export const recordedPlans: Record<string, (driver: Driver) => Promise<string>> = {
  async 'parallel-and-join'({ rig, url }) {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['a', 'b'] }),
      aStep('call', 'a', { input: { method: 'POST', url: `${url}/a` }, to: ['join'] }),
      aStep('call', 'b', { input: { method: 'POST', url: `${url}/b` }, to: ['join'] }),
      aStep('compute', 'join', { to: ['pause'] }),
      aStep('wait', 'pause', { seconds: 0.1, to: ['finish'] }),
      aStep('end', 'finish'),
    ]);
    return finished(rig, (await rig.start(plan, {})).workflowId);
  },

  async 'map-and-loop'({ rig, url }) {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body', to: ['again'] }),
        aStep('call', 'work', {
          scopeId: 'body',
          input: { method: 'POST', url: `${url}/work`, body: '{{ item }}' },
        }),
        aStep('scope', 'again', { bodyScopeId: 'turns' }),
        aStep('call', 'turn', { scopeId: 'turns', input: { method: 'POST', url: `${url}/turn` } }),
      ],
      [
        {
          id: 'body',
          kind: 'map',
          parentId: 'root',
          items: [1, 2, 3],
          concurrency: 2,
          collect: '{{ item }}',
        },
        { id: 'turns', kind: 'loop', parentId: 'root', until: 'index >= 1', max: 3, collect: '{{ index }}' },
      ],
    );
    return finished(rig, (await rig.start(plan, {})).workflowId);
  },

  async 'approval-answered'({ rig, waitFor }) {
    const { runId, workflowId } = await rig.start(approvalPlan(600), {});
    await waitFor(runId, 'waiting');
    const decision = { approvalId: `${runId}:ask`, decisionId: 'd1', isEdited: false, by: 'Ada Example' };
    await rig.runs.decide(workflowId, { ...decision, verdict: 'approve' });
    return finished(rig, workflowId);
  },

  async 'approval-expired'({ rig }) {
    return finished(rig, (await rig.start(approvalPlan(0.2), {})).workflowId);
  },

  async 'incident-and-new-plan'({ rig, url, waitFor }) {
    const plan = (path: string, version: number) =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['load'] }),
          aStep('call', 'load', { input: { method: 'POST', url: `${url}/load` }, to: ['refund'] }),
          aStep('call', 'refund', { input: { method: 'POST', url: `${url}${path}` } }),
        ],
        [],
        version,
      );
    const { runId, workflowId } = await rig.start(plan('/refuse', 1), {});
    await waitFor(runId, 'stuck');
    const kept = { startedAt: 0, endedAt: 1 };
    await rig.runs.control(workflowId, {
      commandId: 'c1',
      by: 'Ada Example',
      verb: 'swap-plan',
      plan: plan('/refunded', 2),
      seed: { start: { port: 'out', output: {}, ...kept }, load: { port: 'done', output: {}, ...kept } },
      goOn: [],
      redo: { refund: 'fresh' },
      unchanged: ['start', 'load'],
    });
    return finished(rig, workflowId);
  },

  async 'container-caught-and-item-skipped'({ rig, url, waitFor }) {
    const body = (id: string, to: string) => [
      aStep('scope', id, {
        bodyScopeId: `${id}-body`,
        to: id === 'caught' ? { done: [], error: ['next'] } : [],
      }),
      aStep('call', `${id}-call`, {
        scopeId: `${id}-body`,
        input: { method: 'POST', url: `${url}${to}` },
        to: [`${id}-nap`],
      }),
      aStep('wait', `${id}-nap`, { scopeId: `${id}-body`, seconds: 60 }),
    ];
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['caught'] }),
        ...body('caught', '/refuse'),
        aStep('compute', 'next', { to: ['skipped'] }),
        ...body('skipped', '/refuse'),
      ],
      ['caught', 'skipped'].map((id) => ({
        id: `${id}-body`,
        kind: 'map',
        parentId: 'root',
        items: [1, 2],
        concurrency: 1,
        collect: '{{ item }}',
      })),
    );
    const { runId, workflowId } = await rig.start(plan, {});
    for (const item of [0, 1]) {
      const key = `skipped-call@${item}`;
      await until(
        async () => (await waitFor(runId, 'stuck')).stuck.some((step) => step.key === key) || undefined,
      );
      await rig.runs.control(workflowId, {
        commandId: `c${item}`,
        by: 'Ada Example',
        verb: 'skip-item',
        key,
      });
    }
    return finished(rig, workflowId);
  },

  async 'cancelled-while-calling'({ rig, url }) {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['slow'] }),
      aStep('call', 'slow', { input: { method: 'POST', url: `${url}/slow/3000` } }),
    ]);
    const { workflowId } = await rig.start(plan, {});
    await rig.runs.control(workflowId, { commandId: 'c1', by: 'Ada Example', verb: 'cancel' });
    await rig.runs.ending(workflowId, 20_000);
    return workflowId;
  },
};

function approvalPlan(dueSeconds: number) {
  return aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('approve', 'ask', {
      request: { title: 'Go on?', assignee: 'You', fields: { a: 1 }, dueSeconds },
      to: { approved: ['after'], rejected: [], expired: ['late'] },
    }),
    aStep('compute', 'after'),
    aStep('compute', 'late'),
  ]);
}

async function finished(rig: EngineRig, workflowId: string): Promise<string> {
  const ending = await rig.runs.ending(workflowId, 30_000);
  if (ending.state !== 'done') throw new Error(`${workflowId} ended as ${JSON.stringify(ending)}.`);
  return workflowId;
}
