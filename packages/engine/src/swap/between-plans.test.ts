import type { EngineEvent, Plan, RunState, Step } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';
import { step } from '../testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const last = 4_500;

/** More steps than two tasks work through, and only behind them what waits for the world. */
function long(behind: Step[], version = 1): Plan {
  return aPlan(
    [
      aStep('trigger', 'start', { to: ['s0'] }),
      ...Array.from({ length: last + 1 }, (_, index) =>
        aStep('compute', `s${index}`, {
          to:
            index < last
              ? [`s${index + 1}`]
              : behind.filter((each) => each.id !== 'next').map(({ id }) => id),
        }),
      ),
      ...behind,
    ],
    [],
    version,
  );
}

const waiting = [
  aStep('call', 'load', { to: ['next'] }),
  aStep('wait', 'nap', { seconds: 60 }),
  aStep('approve', 'ask', { request: { title: 'Well?', assignee: 'Ada', dueSeconds: 90 } }),
  aStep('compute', 'next', { output: '{{ steps.load }}' }),
];
const before = long(waiting);

type Played = { state: RunState; effects: ReturnType<typeof step>['effects'] };

function breathe(plan: Plan, { state, effects }: Played, from = 1_000): Played {
  const all = [...effects];
  let current = state;
  for (let at = from; current.status === 'open' && current.ready.length > 0; at += 1) {
    const next = step(plan, current, { type: 'timer-fired', at, key: '~breath' });
    current = next.state;
    all.push(...next.effects);
  }
  return { state: current, effects: all };
}

const begun = breathe(before, startRun(before, start, 0)).state;

/** The change of plan after its first task: the new plan has not come to what is under way. */
function halfWay(after: Plan, state = begun): Played {
  return step(before, state, {
    type: 'control-received',
    at: 500,
    commandId: 'c1',
    by: 'Ada',
    verb: 'swap-plan',
    plan: after,
    seed: {},
    goOn: ['load', 'nap', 'ask'],
  });
}

const same = long(waiting, 2);
const half = halfWay(same);
const between = (event: EngineEvent) => {
  const taken = step(same, half.state, event);
  return { taken, ...breathe(same, taken) };
};
const noted = ({ effects }: Played) =>
  effects.flatMap((effect) =>
    'key' in effect && effect.key !== '~breath' ? [`${effect.type} ${effect.key}`] : [],
  );

describe('while a new plan has not come yet to what is under way', () => {
  it('nothing of it is stopped or asked for, then or later', () => {
    expect(Object.keys(half.state.carried ?? {})).toEqual(['load', 'nap', 'ask']);
    expect(noted(half)).toEqual([]);
    const whole = breathe(same, half);
    expect(noted(whole)).toEqual([]);
    expect(whole.state.carried).toBeUndefined();
    expect(whole.state.steps).toMatchObject({
      load: { status: 'running', isOut: true },
      nap: { status: 'sleeping' },
      ask: { status: 'asking' },
    });
  });

  it('an answer is kept, with what it cost, for when the plan comes to it', () => {
    const { state, effects } = between({
      type: 'call-finished',
      at: 600,
      key: 'load',
      output: 'Lena',
      costUsd: 0.5,
    });
    expect(noted({ state, effects })).toEqual([]);
    expect(state.costUsd).toBe(0.5);
    expect(state.steps.load).toMatchObject({ status: 'done', output: 'Lena', endedAt: 600, costUsd: 0.5 });
    expect(state.steps.next?.output).toBe('Lena');
  });

  it('a timer is kept too', () => {
    const { state, effects } = between({ type: 'timer-fired', at: 60_000, key: 'nap' });
    expect(noted({ state, effects })).toEqual([]);
    expect(state.steps.nap).toMatchObject({ status: 'done', output: { wokeAt: '1970-01-01T00:01:00.000Z' } });
  });

  it('a decision is taken as soon as its question is reached', () => {
    const { taken, state, effects } = between({
      type: 'approval-answered',
      at: 600,
      approvalId: 'run_1:ask',
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'Ada',
    });
    expect(taken.state.early).toHaveLength(1);
    expect(noted({ state, effects })).toEqual(['stop-timer ask', 'close-approval ask']);
    expect(state.steps.ask).toMatchObject({ status: 'done', port: 'approved' });
  });

  it('the row of a question is asked whose deadline came, and it says once that nobody answered', () => {
    // Once the new plan has come to it: its timer does not fire a second time.
    const late = breathe(
      same,
      { ...step(same, half.state, { type: 'timer-fired', at: 92_000, key: 'ask' }) },
      92_001,
    );
    expect(noted(late)).toEqual(['expire-approval ask']);
  });

  it('a question is over of which its row says that nobody answered', () => {
    const { state, effects } = between({ type: 'approval-expired', at: 600, key: 'ask' });
    expect(noted({ state, effects })).toEqual([]);
    expect(state.steps.ask).toMatchObject({ status: 'done', port: 'expired' });
  });

  it('a question that could not be put is put under a name of its own', () => {
    const failure = { code: 'INPUT_INVALID', message: 'no' };
    const { state, effects } = between({ type: 'ask-refused', at: 600, key: 'ask', failure });
    expect(noted({ state, effects })).toEqual(['stop-timer ask', 'ask ask!1', 'start-timer ask!1']);
  });

  it.each([
    ['certainly did nothing is asked for again under a fresh key', 'not-happened', 'load!1'],
    ['may have done it is asked for again under its own key', 'unknown', 'load'],
  ] as const)('a call that %s', (_name, effect, key) => {
    const failure = { code: 'HTTP_500', message: 'no', effect };
    const { taken, state, effects } = between({ type: 'call-failed', at: 600, key: 'load', failure });
    expect(Object.keys(taken.state.carried ?? {})).toEqual(['nap', 'ask']);
    expect(noted({ state, effects })).toEqual([`call ${key}`]);
    expect(state.steps[key]).toMatchObject({ status: 'running', isOut: true });
  });

  it.each<[string, EngineEvent]>([
    ['an answer of what only sleeps', { type: 'call-finished', at: 600, key: 'nap', output: 1 }],
    [
      'a failure of what only sleeps',
      { type: 'call-failed', at: 600, key: 'nap', failure: { code: 'X', message: 'x' } },
    ],
    ['a timer of what is called', { type: 'timer-fired', at: 600, key: 'load' }],
  ])('%s is passed over', (_name, event) => {
    const { taken } = between(event);
    expect(taken.state.carried).toEqual(half.state.carried);
    expect(taken.state.seed).toEqual(half.state.seed);
  });

  it('a cancellation takes all of it back', () => {
    const { taken } = between({ type: 'cancel-requested', at: 600 });
    expect(noted(taken)).toEqual([
      'stop-call load',
      'stop-timer nap',
      'stop-timer ask',
      'close-approval ask',
    ]);
    expect(taken.state).toMatchObject({ status: 'cancelled', ready: [] });
    expect(taken.state.carried).toBeUndefined();
  });
});

describe('what a new plan does not come back to', () => {
  const without = long([aStep('call', 'other')], 2);
  const cut = halfWay(without);

  it('goes on until the new plan has been gone through, and is stopped then', () => {
    expect(noted(cut)).toEqual([]);
    const whole = breathe(without, cut);
    expect(noted(whole)).toEqual([
      'call other',
      'stop-call load',
      'stop-timer nap',
      'stop-timer ask',
      'close-approval ask',
    ]);
    expect(whole.state.carried).toBeUndefined();
    expect(Object.keys(whole.state.steps)).not.toContain('load');
  });

  it('in a run of the first release was stopped with the first task', () => {
    const first = breathe(before, startRun(before, { ...start, engineVersion: 1 }, 0)).state;
    const { state, effects } = halfWay(without, first);
    expect(noted({ state, effects })).toEqual([
      'stop-call load',
      'stop-timer nap',
      'stop-timer ask',
      'close-approval ask',
    ]);
    expect(state.carried).toBeUndefined();
  });

  it('is stopped although the run is held: a change of plan is carried out to its end', () => {
    const held = step(without, cut.state, { type: 'hold', at: 700 });
    const whole = breathe(without, held);
    expect(noted(whole)).toContain('stop-call load');
    expect(whole.state).toMatchObject({ isHeld: true });
  });
});
