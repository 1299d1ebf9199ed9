import type { EngineEvent, Json, Plan, RunState, StepState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { advance } from '../advance.ts';
import { planResume } from '../resume/plan-resume.ts';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };

/** A For each, one at a time, whose items ask and then send. */
function forEach(items: Json = ['a', 'b', 'c'], version = 1): Plan {
  return aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'body' }),
      aStep('approve', 'ask', {
        scopeId: 'body',
        to: ['send'],
        request: { title: 'Send {{ item }}?', assignee: 'Ada', fields: {} },
      }),
      aStep('call', 'send', { scopeId: 'body', input: '{{ item }}' }),
    ],
    [{ id: 'body', kind: 'map', parentId: 'root', items, concurrency: 1, collect: '{{ steps.send }}' }],
    version,
  );
}

let answers = 0;
function yes(key: string): EngineEvent {
  answers += 1;
  return {
    type: 'approval-answered',
    at: 3,
    approvalId: `run_1:${key}`,
    decisionId: `d${answers}`,
    verdict: 'approve',
    isEdited: false,
    by: 'Ada',
  };
}
const sent = (key: string): EngineEvent => ({ type: 'call-finished', at: 4, key, output: key });

interface Played {
  state: RunState;
  pruned: Record<string, StepState>;
  tell: (plan: Plan, event: EngineEvent) => ReturnType<typeof advance>;
}

function playing(plan: Plan, events: readonly EngineEvent[]): Played {
  const pruned: Record<string, StepState> = {};
  const watch = {
    closed(steps: StepState[]) {
      for (const each of steps) pruned[each.key] = each;
    },
  };
  const { state } = startRun(plan, start, 0, watch);
  const tell = (current: Plan, event: EngineEvent) => advance(current, state, event, watch);
  for (const event of events) tell(plan, event);
  return { state, pruned, tell };
}

function resume(
  { state, pruned, tell }: Played,
  before: Plan,
  after: Plan,
  redo: string[],
  since: EngineEvent[] = [],
) {
  const answer = planResume({
    runId: 'run_1',
    isOpen: true,
    state,
    pruned,
    before,
    after,
    toVersion: 2,
    hasNewTrigger: false,
    redo,
    inheritedKeys: {},
  });
  const { seed, seedItems, goOn, unchanged } = answer;
  for (const event of since) tell(before, event);
  return tell(before, {
    type: 'control-received',
    at: 9,
    commandId: `to ${after.version}`,
    by: 'Ada',
    verb: 'swap-plan',
    plan: after,
    seed,
    seedItems,
    goOn,
    redo: answer.redo,
    unchanged,
  });
}

const keys = (effects: ReturnType<typeof advance>) =>
  effects.flatMap((effect) => ('key' in effect ? [`${effect.type} ${effect.key}`] : []));

describe('items that are over and begin anew on another plan', () => {
  const before = forEach();
  const same = forEach(undefined, 2);

  it('ask under a new name, because the old one has its answer', () => {
    const played = playing(before, [yes('ask@0'), sent('send@0')]);
    expect(keys(resume(played, before, same, ['ask@0']))).toContain('ask ask@0!1');
  });

  it('send under a fresh key what was ticked to be sent again', () => {
    const played = playing(before, [yes('ask@0'), sent('send@0')]);
    expect(keys(resume(played, before, same, ['send@0']))).toContain('call send@0!1');
  });

  it('ask under a new name once more each time', () => {
    const played = playing(before, [yes('ask@0'), sent('send@0')]);
    resume(played, before, same, ['ask@0']);
    played.tell(same, yes('ask@0!1'));
    expect(keys(resume(played, same, forEach(undefined, 3), ['ask@0!1']))).toContain('ask ask@0!2');
  });

  it('put a question again that was closed because an earlier item asks first', () => {
    const played = playing(before, [yes('ask@0'), sent('send@0')]);
    const effects = resume(played, before, same, ['ask@0']);
    expect(keys(effects)).toContain('close-approval ask@1');
    expect(keys(played.tell(same, yes('ask@0!1')))).toContain('ask ask@1!1');
  });

  it('put a question again that was answered while somebody looked at the plan', () => {
    const played = playing(before, [yes('ask@0'), sent('send@0')]);
    resume(played, before, same, ['ask@0'], [yes('ask@1'), sent('send@1')]);
    expect(keys(played.tell(same, yes('ask@0!1')))).toContain('ask ask@1!1');
  });

  it('are asked about anew when the list is another one: a yes to one thing is none to another', () => {
    const played = playing(before, [yes('ask@0')]);
    expect(keys(resume(played, before, forEach(['z', 'b'], 2), []))).toContain('ask ask@0!1');
  });
});

describe('a step that is sent again', () => {
  const gated = (version = 1) =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['ask'] }),
        aStep('approve', 'ask', { to: ['send'] }),
        aStep('call', 'send', { approvedBy: 'ask', to: ['rest'] }),
        aStep('wait', 'rest', { seconds: 60 }),
      ],
      [],
      version,
    );

  it('is asked about again, because one yes is carried out once', () => {
    const played = playing(gated(), [yes('ask'), sent('send')]);
    expect(keys(resume(played, gated(), gated(2), ['send']))).toContain('ask ask!1');
    expect(played.tell(gated(2), yes('ask!1'))).toContainEqual(
      expect.objectContaining({ type: 'call', key: 'send!1', approvalId: 'run_1:ask!1' }),
    );
  });
});

describe('a question whose name turns out to be taken', () => {
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('approve', 'ask', { request: { title: 'Well?', assignee: 'Ada', dueSeconds: 60 } }),
  ]);
  const taken = (key: string): EngineEvent => ({
    type: 'ask-refused',
    at: 5,
    key,
    failure: { code: 'QUESTION_TAKEN', message: 'It is over.', effect: 'not-happened' },
  });

  it('is put under the next name until one is free', () => {
    const played = playing(plan, [taken('ask')]);
    expect(keys(played.tell(plan, taken('ask!1')))).toEqual([
      'stop-timer ask!1',
      'ask ask!2',
      'start-timer ask!2',
    ]);
    expect(played.tell(plan, yes('ask!2'))).toContainEqual(expect.objectContaining({ type: 'complete' }));
  });
});

describe('items of which nothing is told any more', () => {
  const before = forEach();
  const fork = (pruned: Played['pruned'], after: Plan, redo: string[] = []) =>
    planResume({
      ...{ runId: 'run_1', isOpen: false, before, after, toVersion: 2, hasNewTrigger: false, redo, pruned },
      state: playing(before, [yes('ask@0'), sent('send@0')]).state,
      inheritedKeys: {},
    });
  const other = forEach(['z', 'b'], 2);

  it('are not sent again by a new run unless a person ticks it', () => {
    expect(fork({}, other).problems).toEqual([expect.stringContaining('tick it to send it again')]);
    expect(fork({}, other, ['each'])).toMatchObject({ problems: [], repeats: ['each'] });
  });

  it('are no matter where they are kept, or told', () => {
    const { pruned } = playing(before, [yes('ask@0'), sent('send@0')]);
    expect(fork({}, forEach(undefined, 2)).problems).toEqual([]);
    expect(fork(pruned, other).problems).toEqual([]);
  });
});
