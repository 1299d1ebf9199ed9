import { aPlan, aStep } from '@dayshift/engine/testing';
import { evaluateValue } from '@dayshift/expressions';
import type { Json, RunState } from '@dayshift/model';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EngineRig, startEngineRig } from '../support/engine-rig.ts';

let rig: EngineRig;
beforeAll(async () => {
  // No workflow is kept in memory: every task and every query replays the run from its history.
  rig = await startEngineRig({ maxCachedWorkflows: 0 });
}, 120_000);
afterAll(async () => rig?.stop(), 60_000);

const trigger: Json = {
  at: '2026-07-01T10:30:05.042Z',
  day: '2026-12-01',
  mail: 'Order AB-1042 and AB-7, grüße 😀',
  orders: [
    { who: 'Bo', total: 20 },
    { who: 'Ada', total: 1234.5 },
    { who: 'Bo', total: 5 },
  ],
  answer: '{"id":7615917337495251231}',
};

/** Everything that leans on the runtime: its time zones, its text coders, its sort. */
const output: Json = {
  hours: '{{ timestamp(trigger.at).getHours("Europe/Berlin") }}',
  midnight: '{{ timestamp(trigger.day, "America/Sao_Paulo") }}',
  twice: '{{ timestamp("2026-10-25T02:30", "Europe/Berlin") }}',
  written: '{{ format(trigger.at, "EEEE, d. MMMM yyyy HH:mm XXX", "Asia/Kolkata", "de") }}',
  later: '{{ addMonths(timestamp(trigger.at), 8, "Australia/Lord_Howe") }}',
  money: '{{ formatNumber(sum(trigger.orders.map(o, o.total)), "de-CH", 2) }}',
  read: '{{ number("1.234,50", "de") }}',
  sorted: '{{ trigger.orders.sortBy(o, o.total) }}',
  groups: '{{ trigger.orders.groupBy(o, o.who) }}',
  chunks: '{{ [3, 1, 2].sort().chunk(2) }}',
  found: '{{ trigger.mail.extractAll("AB-(\\\\d+)") }}',
  encoded: '{{ urlSegment(trigger.mail) }} {{ base64Encode(trigger.mail) }}',
  decoded: '{{ base64Decode(base64Encode(trigger.mail)) }}',
  exact: '{{ parseJson(trigger.answer).id }}',
  same: '{{ sameAs("10", 10) }}',
};

it('functions of the language give in a workflow, and again on replay, what they give everywhere', async () => {
  const plan = {
    ...aPlan([aStep('trigger', 'start', { to: ['make'] }), aStep('compute', 'make', { output })]),
    dialect: 2 as const,
  };
  const { workflowId } = await rig.start(plan, trigger);
  expect(await rig.runs.ending(workflowId, 60_000)).toMatchObject({ state: 'done' });
  const here = evaluateValue(output, { trigger });
  if (!here.ok) throw new Error(`${here.failure.field}: ${here.failure.message}`);
  for (let replays = 0; replays < 2; replays += 1) {
    const state = await rig.connection.client.workflow.getHandle(workflowId).query<RunState>('state');
    expect(Object.values(state.steps).find(({ stepId }) => stepId === 'make')).toMatchObject({
      status: 'done',
      output: here.value,
    });
  }
}, 120_000);
