import { aPlan, aStep } from '@dayshift/engine/testing';
import { practiceFixtures } from '@dayshift/practice';
import { afterEach, describe, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../support/engine-rig.ts';
import { until } from '../support/until.ts';

let practice: Awaited<ReturnType<typeof practiceFixtures.start>>;
let rig: EngineRig;
afterEach(async () => {
  await rig?.stop();
  await practice?.stop();
}, 60_000);

const schema = {
  type: 'object',
  properties: { intent: { type: 'string' } },
  required: ['intent'],
  additionalProperties: false,
};
const plan = aPlan([
  aStep('trigger', 'start', { to: ['understand'] }),
  aStep('call', 'understand', {
    operation: 'ai.extract',
    queue: 'agent',
    effect: 'read',
    patience: {
      attempts: 2,
      timeoutSeconds: 4,
      firstRetrySeconds: 0.2,
      longestRetrySeconds: 1,
      heartbeatSeconds: 4,
    },
    input: { instructions: 'What does the customer want?', text: 'How do I export my data?', schema },
  }),
]);

/** The row of a run with this model, once it is done or stuck. */
async function rowWith(name: string) {
  practice = await practiceFixtures.start();
  rig = await startEngineRig({ model: { baseUrl: practice.urls.model, name } });
  const { runId } = await rig.start(plan, {});
  return until(async () => {
    const row = await rig.store.runs.get(runId);
    return row && (row.state === 'done' || row.state === 'stuck') ? row : undefined;
  }, 40_000);
}

describe('a model that', () => {
  it.each([
    ['answers nonsense', 'practice-nonsense', 'MODEL_ANSWER_INVALID'],
    ['answers far too much', 'practice-too-much', 'MODEL_ANSWER_TOO_LONG'],
    ['answers nothing', 'practice-nothing', 'MODEL_ANSWER_EMPTY'],
    ['never answers', 'practice-hang', 'MODEL_TIMEOUT'],
  ])('%s leaves the step stuck by name, after its tries', async (_what, name, code) => {
    const row = await rowWith(name);
    expect(row.state).toBe('stuck');
    expect(row.stuck[0]).toMatchObject({ title: 'understand', failure: { code } });
  });

  it.each(['practice-wrong-schema-once', 'practice-no-json-schema'])(
    'is imperfect like %s is still understood',
    async (name) => {
      const row = await rowWith(name);
      expect(row.state).toBe('done');
    },
  );
});
