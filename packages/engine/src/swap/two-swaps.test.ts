import type { EngineEvent, Plan, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { advance } from '../advance.ts';
import { planResume } from '../resume/plan-resume.ts';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';

const plan = (version = 1): Plan =>
  aPlan(
    [
      aStep('trigger', 'start', { to: ['send'] }),
      aStep('call', 'send', { input: `refund ${version}`, to: ['finish'] }),
      aStep('end', 'finish'),
    ],
    [],
    version,
  );
const refused = (key: string): EngineEvent => ({
  type: 'call-failed',
  at: 2,
  key,
  failure: { code: 'HTTP_422', message: 'reason missing', effect: 'not-happened' },
});

function stuckRun() {
  const { state } = startRun(
    plan(),
    { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null },
    0,
  );
  advance(plan(), state, refused('send'));
  return state;
}

/** What a person is shown, and the command that carries it out. */
function press(state: RunState, after: Plan, commandId: string): EngineEvent {
  const answer = planResume({
    ...{ runId: 'run_1', isOpen: true, state, before: plan(), after, toVersion: after.version },
    ...{ hasNewTrigger: false, redo: [], inheritedKeys: {} },
  });
  const { seed, seedItems, goOn, redo, redoneBefore, unchanged } = answer;
  const type = 'control-received';
  return {
    ...{ type, at: 9, commandId, by: 'Ada', verb: 'swap-plan', plan: after },
    ...{ seed, seedItems, goOn, redo, redoneBefore, unchanged },
  };
}

const calls = (effects: ReturnType<typeof advance>) =>
  effects.flatMap((effect) =>
    effect.type === 'call' || effect.type === 'stop-call' ? [`${effect.type} ${effect.key}`] : [],
  );

describe('a stuck effect that two people resume at once', () => {
  it.each([plan(), plan(2)])('is sent once more, and not twice under two keys', (after) => {
    const state = stuckRun();
    const [one, two] = [press(state, after, 'one'), press(state, after, 'two')];
    expect(calls(advance(plan(), state, one))).toEqual(['call send!1']);
    expect(calls(advance(after, state, two))).toEqual([]);
    advance(after, state, { type: 'call-finished', at: 10, key: 'send!1', output: 'sent' });
    expect(state.status).toBe('completed');
  });

  it('is tried again by the second when it was refused once more after the first', () => {
    const state = stuckRun();
    const [one, two] = [press(state, plan(), 'one'), press(state, plan(), 'two')];
    advance(plan(), state, one);
    advance(plan(), state, refused('send!1'));
    expect(calls(advance(plan(), state, two)), 'refused again: tried again').toEqual(['call send!2']);
  });

  it('is sent once when one of them retries and the other resumes', () => {
    const state = stuckRun();
    const resume = press(state, plan(), 'two');
    const retry = { type: 'control-received', at: 8, commandId: 'one', by: 'Ben', verb: 'retry' } as const;
    expect(calls(advance(plan(), state, { ...retry, key: 'send' }))).toEqual(['call send!1']);
    expect(calls(advance(plan(), state, resume))).toEqual([]);
  });
});
