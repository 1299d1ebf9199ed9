import type { CallResult, Effect, Json, Plan, RecordedEvent, RunInput } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { emptyProjection, type Projection, record } from './project.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/index.ts';

type Given = RecordedEvent extends infer Event
  ? Event extends RecordedEvent
    ? Omit<Event, 'eventId' | 'at'>
    : never
  : never;
type End = Extract<RecordedEvent, { type: 'activity-ended' }>['end'];

const task: Given[] = [{ type: 'task-started' }, { type: 'task-completed' }];
const plan = aPlan([
  aStep('trigger', 'start', { to: ['load', 'nap', 'ask'] }),
  aStep('call', 'load', { to: ['next'] }),
  aStep('call', 'next'),
  aStep('wait', 'nap', { seconds: 60 }),
  aStep('approve', 'ask', { to: { approved: ['yes'], rejected: ['no'], expired: ['late'] } }),
  aStep('compute', 'yes'),
  aStep('compute', 'no'),
  aStep('compute', 'late'),
]);

/** What begins a run; the rest of an input concerns its host. */
function inputOf(of: Plan, more: object = {}): RunInput {
  return {
    plan: of,
    runId: 'r',
    trigger: {},
    triggerNodeId: 'start',
    worker: {},
    ...more,
  } as unknown as RunInput;
}
const begun = (of = plan, more: object = {}): Given => ({
  type: 'run-begun',
  input: inputOf(of, more),
  workflowRunId: 'w',
});
const ended = (activityId: string, end: End, more: object = {}): Given => ({
  type: 'activity-ended',
  activityId,
  name: 'x',
  scheduledAt: 7,
  attempt: 2,
  end,
  ...more,
});
const finished = (key: string, result: CallResult): Given =>
  ended(key, { kind: 'finished', result: result as unknown as Json });
const failed = (key: string, code: string, details?: Json): Given =>
  ended(key, { kind: 'failed', code, message: 'no', ...(details !== undefined && { details }) });

/** Events a millisecond apart, from 1,001 on. */
function recorded(events: Given[], projection = emptyProjection()): Projection & { effects: Effect[] } {
  const effects: Effect[] = [];
  for (const event of events) {
    const eventId = projection.lastEventId + 1;
    record(projection, { ...event, eventId, at: 1_000 + eventId } as RecordedEvent, (effect) =>
      effects.push(effect),
    );
  }
  return Object.assign(projection, { effects });
}
const after = (...events: Given[]) => recorded([begun(), ...task, ...events, ...task]);

describe('a run worked out from its history', () => {
  it('begins with its first task, at the time of that task', () => {
    const none = recorded([begun(), { type: 'task-started' }]);
    expect(none.state).toBeUndefined();
    const { state, taskAt, lastEventId, workflowRunId } = recorded([begun(), ...task]);
    expect(state).toMatchObject({ status: 'open', startedAt: 1_002 });
    expect({ taskAt, lastEventId, workflowRunId }).toEqual({
      taskAt: 1_002,
      lastEventId: 3,
      workflowRunId: 'w',
    });
  });

  it('does nothing in a task that came to nothing', () => {
    const { state } = recorded([
      begun(),
      ...task,
      finished('load', { output: 1 }),
      { type: 'task-started' },
      { type: 'task-dropped' },
    ]);
    expect(state?.steps.load?.status).toBe('running');
  });

  it('does nothing without a plan', () => {
    expect(recorded(task).state).toBeUndefined();
    expect(recorded([begun(undefined as never, { plan: undefined }), ...task]).state).toBeUndefined();
  });

  it('of a schedule has the plan that its first activity gave', () => {
    const of = recorded([
      begun(undefined as never, { plan: undefined }),
      ...task,
      ended('begin', { kind: 'finished', result: inputOf(plan) as unknown as Json }),
      ...task,
    ]);
    expect(of.plan).toEqual(plan);
    expect(of.input?.triggerNodeId).toBe('start');
    expect(of.state?.steps.load?.status).toBe('running');
    const refused = recorded([begun(), failed('begin', 'NOT_PUBLISHED'), ...task]);
    expect(refused.plan).toEqual(plan);
  });

  it('remembers what was asked of the world, and tells whoever makes a host of it', () => {
    const { calls, questions, effects } = recorded([begun(), ...task]);
    expect(Object.keys(calls)).toEqual(['load']);
    expect(Object.keys(questions)).toEqual(['ask']);
    expect(effects.map(({ type }) => type)).toEqual(['call', 'start-timer', 'ask']);
    const later = after(finished('load', { output: 1 }));
    expect(later.calls.next).toMatchObject({ type: 'call', key: 'next' });
  });

  it('takes events of one task in the one order of all hosts', () => {
    const { state } = recorded([
      begun(),
      ...task,
      finished('load', { output: 1 }),
      { type: 'cancel-requested' },
      { type: 'timer-fired', key: 'nap' },
      ...task,
    ]);
    expect(state).toMatchObject({ status: 'cancelled', hadPerson: true });
    expect(state?.steps).toMatchObject({ load: { status: 'done' }, nap: { status: 'done', endedAt: 1_007 } });
  });

  it('takes commands and decisions in, and goes on with the plan that one brings', () => {
    const by = 'Ada';
    const decision = {
      approvalId: 'r:ask',
      decisionId: 'd1',
      verdict: 'reject',
      isEdited: false,
      by,
    } as const;
    expect(after({ type: 'decision-received', message: decision }).state?.steps.no?.status).toBe('done');
    const other = { ...plan, version: 2 };
    const message = { commandId: 'c1', by, plan: other, seed: {}, goOn: ['load', 'nap', 'ask'] };
    const swap = { ...message, verb: 'swap-plan' as const };
    const { plan: current, state } = after({ type: 'control-received', message: swap });
    expect(current?.version).toBe(2);
    // Also what else came in the same task is taken in by the new plan.
    const without = { ...other, steps: plan.steps.filter(({ id }) => id !== 'next') };
    const swapped = { type: 'control-received', message: { ...swap, plan: without } } as const;
    expect(after(swapped, finished('load', { output: 1 })).state?.steps.next).toBeUndefined();
    expect(state?.run).toMatchObject({ version: 2 });
  });

  it('keeps what its state has let go: the steps of items that are over', () => {
    const each = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('compute', 'set', { scopeId: 'body', output: { of: '{{ item }}' } }),
      ],
      [{ id: 'body', kind: 'map', parentId: 'root', items: ['a', 'b', 'c'], concurrency: 2, collect: null }],
    );
    const { state, pruned } = recorded([begun(each), ...task]);
    expect(state?.status).toBe('completed');
    expect(Object.keys(state?.steps ?? {})).toEqual(['start', 'each']);
    expect(Object.keys(pruned)).toEqual(['set@0', 'set@1', 'set@2']);
  });

  it('says how its history ended, and where it went on', () => {
    const failure = { code: 'X', message: 'x' };
    const closed = recorded([begun(), { type: 'run-closed', status: 'failed', failure }]);
    expect(closed.closed).toEqual({ status: 'failed', at: 1_002, failure });
    expect(recorded([begun(), { type: 'run-closed', status: 'completed' }]).closed).toEqual({
      status: 'completed',
      at: 1_002,
    });
    expect(recorded([begun(), { type: 'continued', workflowRunId: 'w2' }]).continuedAs).toBe('w2');
  });
});

describe('the end of a call', () => {
  it('is its output, what it cost and what it used, and one more try', () => {
    const usage = { inputTokens: 3, outputTokens: 4 };
    const { state, tries } = after(finished('load', { output: 'Lena', costUsd: 0.5, usage } as never));
    expect(state?.steps.load).toMatchObject({ status: 'done', output: 'Lena', costUsd: 0.5, usage });
    expect(state?.costUsd).toBe(0.5);
    expect(tries).toEqual({ load: [{ attempt: 2, scheduledAt: 7, endedAt: 1_004 }] });
    const plain = after(finished('load', { output: 1 })).state?.steps.load;
    expect(plain).not.toHaveProperty('costUsd');
    expect(plain).not.toHaveProperty('usage');
  });

  it('is a failure with what is known of its effect', () => {
    const { state, tries } = after(failed('load', 'HTTP_422', { effect: 'not-happened', status: 422 }));
    const failure = {
      code: 'HTTP_422',
      message: 'no',
      effect: 'not-happened',
      details: { effect: 'not-happened', status: 422 },
    };
    expect(state?.steps.load).toMatchObject({ status: 'stuck', failure });
    expect(tries.load).toEqual([{ attempt: 2, scheduledAt: 7, endedAt: 1_004, failure }]);
  });

  it('is that there was no answer in time', () => {
    expect(after(ended('load', { kind: 'timed-out' })).state?.steps.load).toMatchObject({
      status: 'stuck',
      failure: { code: 'TIMED_OUT' },
    });
  });

  it('is a try that was stopped, and no news for the run', () => {
    const { state, tries } = after(ended('load', { kind: 'cancelled' }));
    expect(state?.steps.load?.status).toBe('running');
    expect(tries.load).toHaveLength(1);
  });

  it.each(['ResetWorkflow', 'WrongQueue'])(
    'by %s is neither a failure nor a try: the workflow asks for the same again',
    (code) => {
      const { state, tries } = after(failed('load', code));
      expect(state?.steps.load).toMatchObject({ status: 'running', isOut: true });
      expect(tries).toEqual({});
      const again = after(failed('load', code), ...task, finished('load~12', { output: 'Lena' }));
      expect(again.state?.steps.load).toMatchObject({ status: 'done', output: 'Lena' });
      expect(again.tries.load).toHaveLength(1);
    },
  );

  it('of an activity that was stopped and asked for again under its key is no news: the newest is listened to', () => {
    const again: Given[] = [
      begun(),
      ...task,
      {
        type: 'control-received',
        message: {
          verb: 'swap-plan',
          commandId: 'c1',
          by: 'Ada',
          plan,
          seed: { start: { port: 'out', output: {}, startedAt: 0, endedAt: 0 } },
          goOn: ['nap', 'ask'],
          redo: { load: 'same-key' },
          unchanged: [],
        },
      },
      ...task,
      { type: 'activity-scheduled', activityId: 'load~1', name: 'x', input: null },
      failed('load', 'HTTP_500'),
      ...task,
    ];
    const stopped = recorded(again);
    expect(stopped.tries.load).toHaveLength(1);
    expect(stopped.state?.steps.load).toMatchObject({ status: 'running', isOut: true });
    const ended = recorded([...again, finished('load~1', { output: 'Lena' }), ...task]);
    expect(ended.state?.steps.load).toMatchObject({ status: 'done', output: 'Lena' });
  });

  it('adds to the tries before it, with when each began', () => {
    const { tries } = recorded([
      begun(),
      ...task,
      ended('load', { kind: 'failed', code: 'X', message: 'no' }, { startedAt: 8 }),
      ...task,
      { type: 'control-received', message: { verb: 'retry', key: 'load', commandId: 'c1', by: 'Ada' } },
      ...task,
      finished('load', { output: 1 }),
    ]);
    expect(tries.load).toMatchObject([{ startedAt: 8, failure: { code: 'X' } }, { endedAt: 1_010 }]);
    expect(tries.load?.[1]).not.toHaveProperty('startedAt');
  });
});

describe('the end of work around a question', () => {
  it('that was opened or closed is no news', () => {
    for (const kind of ['open', 'close']) {
      const { state, tries } = after(ended(`${kind}:ask`, { kind: 'finished', result: {} }));
      expect(state?.steps.ask?.status).toBe('asking');
      expect(tries).toEqual({});
    }
    expect(after(failed('close:ask', 'X')).state?.steps.ask?.status).toBe('asking');
  });

  it.each(['open:ask', 'open:ask~2'])(
    'that could not be put (%s) is the failure of its step',
    (activityId) => {
      const { state, tries } = after(failed(activityId, 'INPUT_INVALID'));
      expect(state?.steps.ask).toMatchObject({ status: 'stuck', failure: { code: 'INPUT_INVALID' } });
      expect(tries).toEqual({});
    },
  );

  it('whose deadline came is what its row said, and that nobody answered where the row said nothing', () => {
    const by = 'Ada';
    const decision = { approvalId: 'r:ask', decisionId: 'd1', verdict: 'approve', isEdited: false, by };
    const expire = (end: End) => after(ended('expire:ask', end)).state?.steps;
    expect(expire({ kind: 'finished', result: { state: 'expired' } })?.late?.status).toBe('done');
    expect(expire({ kind: 'finished', result: { state: 'decided', decision } })?.yes?.status).toBe('done');
    expect(expire({ kind: 'timed-out' })?.late?.status).toBe('done');
  });
});

describe('a run whose history is long', () => {
  const long: Given[] = [{ type: 'task-started', isLong: true }, { type: 'task-completed' }];

  it('is held in the task in which the server says so, and not before', () => {
    expect(recorded([begun(), ...task]).state?.isHeld).toBeUndefined();
    expect(recorded([begun(), ...task, ...long]).state?.isHeld).toBe(true);
    const { state, calls } = recorded([begun(), ...task, ...long, finished('load', { output: 1 }), ...long]);
    expect(state?.steps.next?.status).toBe('running');
    expect(calls.next).toBeUndefined();
  });

  it('is no more long when the server does not say so any more', () => {
    const { isLong } = recorded([begun(), ...task, ...long, ...task]);
    expect(isLong).toBe(false);
  });

  it('goes on in the first task of a fresh one, from a state that stays as it was recorded', () => {
    const held = recorded([begun(), ...task, ...long, finished('load', { output: 1 }), ...task]);
    const resume = structuredClone(held.state);
    const before = structuredClone(resume);
    held.waiting.push({ type: 'timer-fired', at: 0, key: 'nap' });
    const { state, calls, continuedAs } = recorded(
      [{ type: 'continued', workflowRunId: 'w2' }, begun(plan, { resume }), ...task],
      held,
    );
    expect(state?.isHeld).toBeUndefined();
    expect(calls.next).toMatchObject({ type: 'call' });
    expect(continuedAs).toBeUndefined();
    // What had not been taken in belongs to the history before.
    expect(state?.steps.nap?.status).toBe('sleeping');
    expect(resume).toEqual(before);
  });

  it('stays held in later tasks until its host goes on', () => {
    const { state } = recorded([begun(), ...task, ...long, ...task, ...task]);
    expect(state?.isHeld).toBe(true);
  });

  it('of one that was open from the beginning goes on by itself', () => {
    const resume = startRun(plan, { runId: 'r', trigger: {}, triggerNodeId: 'start', worker: null }, 0).state;
    const { state, effects } = recorded([begun(plan, { resume }), ...task]);
    expect(state?.isHeld).toBeUndefined();
    expect(effects).toEqual([]);
  });
});
