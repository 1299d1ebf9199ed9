import type { EngineEvent, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const failure = { code: 'HTTP_500', message: 'no', effect: 'not-happened' as const };
const refused = (key: string): EngineEvent => ({ type: 'call-failed', at: 5, key, failure });
const finished = (key: string): EngineEvent => ({ type: 'call-finished', at: 6, key, output: 'ok' });
const decision = (decisionId: string, key = 'ask'): EngineEvent => ({
  type: 'approval-answered',
  at: 7,
  approvalId: `run_1:${key}`,
  decisionId,
  verdict: 'approve',
  isEdited: false,
  by: 'Ada',
});
const retry = (commandId: string, more: { isAutomatic?: boolean } = {}): EngineEvent => ({
  type: 'control-received',
  at: 8,
  commandId,
  by: 'Ada',
  verb: 'retry',
  key: 'load',
  ...more,
});

/** A call, and a question behind it. */
const plan = aPlan([
  aStep('trigger', 'start', { to: ['load'] }),
  aStep('call', 'load', { to: ['ask'] }),
  aStep('approve', 'ask', { to: ['send'] }),
  aStep('call', 'send'),
]);

function after(...events: EngineEvent[]): RunState {
  return events.reduce((state, event) => step(plan, state, event).state, startRun(plan, start, 0).state);
}
const callsOf = (effects: ReturnType<typeof advance>) =>
  effects.flatMap((effect) => (effect.type === 'call' ? [effect.key] : []));

describe('what arrives twice', () => {
  it('a command tries a step again once, also when the step is stuck again by then', () => {
    // Nobody knows whether it happened, so each try has the same key, which the command names.
    const unknown: EngineEvent = {
      type: 'call-failed',
      at: 5,
      key: 'load',
      failure: { code: 'X', message: 'x' },
    };
    const again = after(unknown, retry('c1'), unknown);
    expect(again.steps.load?.status).toBe('stuck');
    expect(step(plan, again, retry('c1'))).toEqual({ state: again, effects: [] });
    expect(callsOf(step(plan, again, retry('c2')).effects)).toEqual(['load']);
  });

  it('a decision that came before its question is kept once, and crowds no other out', () => {
    const crowd = Array.from({ length: 150 }, () => decision('d2', 'elsewhere'));
    const early = after(decision('d1'), ...crowd);
    expect(early.early.map(({ decisionId }) => decisionId)).toEqual(['d1', 'd2']);
    const asked = step(plan, early, finished('load'));
    expect(callsOf(asked.effects)).toEqual(['send']);
  });

  it('is known by its id, of the last thousand', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => retry(`c${index}`));
    const state = after(...many);
    expect(state.seen).toHaveLength(1_000);
    expect(step(plan, state, retry('c0')).state).toEqual(state);
    const more = step(plan, state, retry('one-more')).state;
    expect(more.seen).toHaveLength(1_000);
    expect(more.seen.slice(0, 1)).toEqual(['c1']);
  });
});

describe('a decision', () => {
  it('before its question waits for it, the latest hundred of them', () => {
    const early = Array.from({ length: 101 }, (_, index) => decision(`d${index}`, `other@${index}`));
    expect(after(...early.slice(0, 100)).early).toHaveLength(100);
    expect(after(...early).early.map(({ decisionId }) => decisionId)).toEqual(
      Array.from({ length: 100 }, (_, index) => `d${index + 1}`),
    );
  });

  it('is told that the run is over, so that its card does not hang', () => {
    const ended = step(plan, after(), { type: 'cancel-requested', at: 9 });
    expect(ended.effects).toEqual([{ type: 'stop-call', key: 'load' }, { type: 'cancel' }]);
    const over = ended.state;
    expect(step(plan, over, decision('d1'))).toEqual({
      state: over,
      effects: [{ type: 'close-approval', key: 'ask', approvalId: 'run_1:ask', state: 'cancelled' }],
    });
  });

  it('is the only thing that a run that is over has an answer to', () => {
    const over = after({ type: 'cancel-requested', at: 9 });
    for (const event of [finished('load'), refused('load'), retry('c1')])
      expect(step(plan, over, event)).toEqual({ state: over, effects: [] });
  });

  it('about a question that is answered changes nothing, and is not kept for later', () => {
    const answered = after(finished('load'), decision('d1'));
    const { state, effects } = step(plan, answered, decision('d2'));
    expect(effects).toEqual([]);
    expect(state.early).toEqual([]);
    expect(state.steps).toEqual(answered.steps);
  });
});

describe('news about a step that is not waiting for it', () => {
  const settled = after(finished('load'), decision('d1'), finished('send'));

  it.each<[string, RunState, EngineEvent]>([
    ['an answer of a call that did not go out', { ...after(), isHeld: true }, finished('send')],
    ['a failure of a call that is over', settled, refused('load')],
    ['a deadline of a question that is answered', after(finished('load'), decision('d1')), expired('ask')],
    ['a refusal of a question that is answered', after(finished('load'), decision('d1')), notPut('ask')],
    ['a deadline of no question', after(), expired('load')],
    ['a refusal of no question', after(), notPut('load')],
    ['a deadline of nothing', after(), expired('nowhere')],
    ['a refusal of nothing', after(), notPut('nowhere')],
    ['a timer of a step that does not sleep', after(), { type: 'timer-fired', at: 9, key: 'load' }],
    ['a timer of nothing', after(), { type: 'timer-fired', at: 9, key: 'nowhere' }],
    ['a beginning', after(), { type: 'run-started', at: 9 }],
  ])('%s is passed over', (_name, state, event) => {
    expect(step(plan, state, event)).toEqual({ state, effects: [] });
  });

  it('a call that is held back has no answer yet, whoever claims so', () => {
    const long = aPlan([
      aStep('trigger', 'start', { to: ['load', 'other'] }),
      aStep('call', 'load', { to: ['next'] }),
      aStep('call', 'next'),
      aStep('call', 'other'),
    ]);
    let { state } = startRun(long, start, 0);
    state = step(long, state, { type: 'hold', at: 1 }).state;
    state = step(long, state, finished('load')).state;
    expect(state.steps.next).toMatchObject({ status: 'running' });
    for (const event of [finished('next'), refused('next')])
      expect(step(long, state, event)).toEqual({ state, effects: [] });
  });
});

function expired(key: string): EngineEvent {
  return { type: 'approval-expired', at: 9, key };
}
function notPut(key: string): EngineEvent {
  return { type: 'ask-refused', at: 9, key, failure };
}

describe('whether a person had a hand in it', () => {
  const stuck = after(refused('load'));

  it('is so after what a person told the run, and not after a retry that came by itself', () => {
    expect(stuck.hadPerson).toBe(false);
    expect(step(plan, stuck, retry('c1', { isAutomatic: true })).state.hadPerson).toBe(false);
    expect(step(plan, stuck, retry('c1')).state.hadPerson).toBe(true);
    expect(step(plan, stuck, { type: 'cancel-requested', at: 9 }).state.hadPerson).toBe(true);
  });

  it('was not said of a cancellation in the first release, and its runs decide as they did', () => {
    const { state } = startRun(plan, { ...start, engineVersion: 1 }, 0);
    expect(step(plan, state, { type: 'cancel-requested', at: 9 }).state.hadPerson).toBe(false);
  });
});

describe('a deadline', () => {
  const due = aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('approve', 'ask', {
      request: { title: 'Well?', assignee: 'Ada', dueSeconds: 60 },
      to: { approved: ['yes'], expired: ['late'] },
    }),
    aStep('compute', 'yes'),
    aStep('compute', 'late'),
  ]);
  const timer: EngineEvent = { type: 'timer-fired', at: 60_000, key: 'ask' };
  const asked = { type: 'expire-approval', key: 'ask', approvalId: 'run_1:ask' };

  it('asks the row first: an answer that was in time is taken', () => {
    const begun = startRun(due, start, 0).state;
    const waiting = step(due, begun, timer);
    expect(waiting.effects).toEqual([asked]);
    expect(waiting.state.steps.ask).toMatchObject({ status: 'asking', isExpiring: true });
    const { state } = step(due, waiting.state, decision('d1'));
    expect(state.steps.yes?.status).toBe('done');
    expect(state.steps.ask).not.toHaveProperty('isExpiring');
    expect(step(due, waiting.state, expired('ask')).state.steps.late?.status).toBe('done');
  });

  it('in a run of the first release is the timer’s alone', () => {
    const begun = startRun(due, { ...start, engineVersion: 1 }, 0).state;
    const { state, effects } = step(due, begun, timer);
    expect(effects[0]).toEqual({ ...asked, type: 'close-approval', state: 'expired' });
    expect(state.steps.late?.status).toBe('done');
  });

  it('is taken back with a question that could not be put, and one without a deadline has none', () => {
    const begun = startRun(due, start, 0).state;
    const { state, effects } = step(due, begun, notPut('ask'));
    expect(effects).toEqual([{ type: 'stop-timer', key: 'ask' }]);
    expect(state.steps.ask).toMatchObject({ status: 'stuck', failure });
    expect(step(plan, after(finished('load')), notPut('ask')).effects).toEqual([]);
  });
});

it('a run that was ended from inside keeps its state where it is: the event is taken in on the spot', () => {
  const state = after();
  const effects = advance(plan, state, refused('load'));
  expect(effects).toEqual([]);
  expect(state.steps.load).toMatchObject({ status: 'stuck', stuckAt: 5, failure });
});
