import { expect, it } from 'vitest';
import { reportOf } from './report.ts';
import { simulate } from './simulate.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const usage = { model: 'm', inputTokens: 100, outputTokens: 20 };
const withErrorWay = aPlan([
  aStep('trigger', 'start', { to: ['ask'] }),
  aStep('call', 'ask', { operation: 'ai.draft', to: { done: [], error: ['instead'] } }),
  aStep('end', 'instead', { outcome: 'instead' }),
]);

it('what calls took of models adds up over answers and failures, and the run’s row is told', () => {
  const begun = startRun(withErrorWay, start, 0).state;
  const details = { usage: { ...usage, isUnpriced: true }, effect: 'not-happened' };
  const failure = { code: 'MODEL_ANSWER_INVALID', message: 'no', details };
  const failed = step(withErrorWay, begun, { type: 'call-failed', at: 1, key: 'ask', failure }).state;
  expect(failed).toMatchObject({
    costUsd: 0,
    modelTotals: { calls: 1, inputTokens: 100, outputTokens: 20, unpricedCalls: 1, practiceCalls: 0 },
    steps: { ask: { status: 'failed', usage } },
  });

  const paid = { costUsd: 0.5, usage: { ...usage, isPractice: true } };
  const finished = step(withErrorWay, begun, {
    type: 'call-finished',
    at: 1,
    key: 'ask',
    output: 1,
    ...paid,
  }).state;
  const report = reportOf(withErrorWay, finished, { workspaceId: 'w', runId: 'r', at: 1, sequence: 1 });
  expect(report).toMatchObject({ costUsd: 0.5, modelTotals: { practiceCalls: 1, unpricedCalls: 0 } });
});

it('a call that the budget does not allow parks, also where a way for failures is drawn', () => {
  const failure = { code: 'BUDGET_REACHED', message: 'no money', effect: 'not-happened' as const };
  const { state } = simulate(withErrorWay, start, { call: () => ({ failure }) });
  expect(state).toMatchObject({ status: 'open', steps: { ask: { status: 'stuck', failure } } });
});

it('a step that goes on because its reason went away had no person', () => {
  const failure = { code: 'BUDGET_REACHED', message: 'no money', effect: 'not-happened' as const };
  const { state } = simulate(withErrorWay, start, { call: () => ({ failure }) });
  const retry = { type: 'control-received', at: 9, by: 'Dayshift', verb: 'retry', key: 'ask' } as const;
  expect(step(withErrorWay, state, { ...retry, commandId: 'c1', isAutomatic: true }).state.hadPerson).toBe(
    false,
  );
  expect(step(withErrorWay, state, { ...retry, commandId: 'c2' }).state.hadPerson).toBe(true);
});
