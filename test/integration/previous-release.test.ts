import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { aPlan, aStep } from '@dayshift/engine/testing';
import type { Plan } from '@dayshift/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { until } from '../support/until.ts';

// The workflow code of the release before, as it was built then.
const bundle = path.join(import.meta.dirname, '../replay/releases/engine-1.js.gz');
const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-release-'));
const code = path.join(folder, 'engine-1.js');

let rig: EngineRig;
beforeAll(async () => {
  writeFileSync(code, gunzipSync(readFileSync(bundle)));
  rig = await startEngineRig({
    workflowBundle: code,
    dynamicConfig: ['limit.historyCount.suggestContinueAsNew=60'],
  });
}, 120_000);
afterAll(async () => {
  await rig?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const begin = (plan: Plan) => rig.start(plan, {}, 'start', 1);
const post = (id: string, to: string, more: object = {}) =>
  aStep('call', id, { input: { method: 'POST', url: `${rig.receiver.url}${to}` }, ...more });

const asking = aPlan([
  aStep('trigger', 'start', { to: ['load'] }),
  aStep('call', 'load', { input: {}, to: ['ask'] }),
  aStep('approve', 'ask', {
    request: { title: 'Go on?', assignee: 'You', fields: { a: 1 } },
    to: { approved: ['yes'], rejected: [], expired: [] },
  }),
  aStep('end', 'yes', { outcome: 'yes' }),
]);

describe('a run that the release before began', () => {
  it('is finished by this one: a question, a stuck step, a change of plan, and a loop that grows long', async () => {
    const load = post('load', '/load', { to: ['ask'] });
    const question = await begin(aPlan(asking.steps.map((step) => (step.id === 'load' ? load : step))));
    const refusing = (to: string, version: number) =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['first'] }),
          post('first', '/first', { to: ['send'] }),
          post('send', to, { to: ['sent'] }),
          aStep('end', 'sent', { outcome: 'sent' }),
        ],
        [],
        version,
      );
    const stuck = await begin(refusing('/refuse', 1));
    const changed = await begin(refusing('/refuse', 1));
    const long = await begin(
      aPlan(
        [
          aStep('trigger', 'start', { to: ['again'] }),
          aStep('scope', 'again', { bodyScopeId: 'body' }),
          post('turn', '/turn', { scopeId: 'body', to: ['nap'] }),
          aStep('wait', 'nap', { scopeId: 'body', seconds: 0.2 }),
        ],
        [{ id: 'body', kind: 'loop', parentId: 'root', until: 'index >= 24', max: 30, collect: null }],
      ),
    );
    await rowState(rig.store, question.runId, 'waiting');
    await rowState(rig.store, stuck.runId, 'stuck');
    await rowState(rig.store, changed.runId, 'stuck');
    await until(() => Promise.resolve(callsTo('/turn') >= 3 || undefined));

    await rig.updateFleet();

    const decision = { decisionId: 'd1', isEdited: false, by: 'Ada Example', verdict: 'approve' as const };
    await rig.runs.decide(question.workflowId, { approvalId: `${question.runId}:ask`, ...decision });
    expect(await rig.runs.ending(question.workflowId, 30_000)).toMatchObject({ outcome: 'yes' });

    const command = { commandId: 'c1', by: 'Ada Example' };
    await rig.runs.control(stuck.workflowId, { ...command, verb: 'set-output', key: 'send', output: 1 });
    expect(await rig.runs.ending(stuck.workflowId, 30_000)).toMatchObject({ outcome: 'sent' });

    await rig.runs.control(changed.workflowId, {
      ...command,
      verb: 'swap-plan',
      plan: refusing('/refunded', 2),
      seed: {},
      goOn: [],
      redo: { send: 'fresh' },
      unchanged: ['start', 'first', 'sent'],
    });
    expect(await rig.runs.ending(changed.workflowId, 30_000)).toMatchObject({ outcome: 'sent' });

    expect(await rig.runs.ending(long.workflowId, 60_000)).toMatchObject({ state: 'done' });
    expect(callsTo('/turn')).toBe(25);
    expect(callsTo('/first')).toBe(2);
  });
});

function callsTo(to: string): number {
  return [...rig.receiver.applied.values()].filter((call) => call.path === to).length;
}
