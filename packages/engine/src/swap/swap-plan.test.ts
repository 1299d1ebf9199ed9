import type { Effect, EngineEvent, Plan, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { planResume, type ResumeQuestion } from '../resume/index.ts';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';
import { step } from '../testing/step.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const refused = { code: 'HTTP_422', message: 'no', effect: 'not-happened' as const };

function played(plan: Plan, ...events: EngineEvent[]): RunState {
  return events.reduce((state, event) => step(plan, state, event).state, startRun(plan, start, 0).state);
}

/** Plans the change as a person is shown it, and carries exactly that out. */
function swapped(
  before: Plan,
  after: Plan,
  state: RunState,
  more: Partial<ResumeQuestion> & { since?: EngineEvent[] } = {},
): { state: RunState; effects: Effect[]; shown: string[] } {
  const { since = [], ...question } = more;
  const answer = planResume({
    runId: 'run_1',
    isOpen: true,
    state,
    before,
    after,
    toVersion: 2,
    hasNewTrigger: false,
    redo: [],
    inheritedKeys: {},
    ...question,
  });
  expect(answer.problems).toEqual([]);
  const moved = since.reduce((current, event) => step(before, current, event).state, state);
  const { seed, seedItems, goOn, redo, unchanged } = answer;
  const result = step(before, moved, {
    type: 'control-received',
    at: 100,
    commandId: 'c1',
    by: 'Ada',
    verb: 'swap-plan',
    plan: after,
    seed,
    seedItems,
    goOn,
    redo,
    unchanged,
  });
  return { ...result, shown: answer.steps.map(({ key, action }) => `${key} ${action}`) };
}

const asksFor = (draft: string) =>
  aPlan([
    aStep('trigger', 'start', { to: ['draft', 'broken'] }),
    aStep('compute', 'draft', { output: draft, to: ['ask'] }),
    aStep('approve', 'ask', {
      request: {
        title: 'Send it?',
        assignee: 'Ada',
        action: { operation: 'mail.send', input: '{{ steps.draft }}' },
      },
      to: ['send'],
    }),
    aStep('call', 'send', { approvedBy: 'ask' }),
    aStep('call', 'broken'),
  ]);

describe('going on with a new plan', () => {
  it('asks again in the new words when the draft before the question is redone, and the old yes is nothing', () => {
    const [before, after] = [asksFor('old words'), asksFor('new words')];
    const state = played(before, { type: 'call-failed', at: 1, key: 'broken', failure: refused });
    const { state: next, effects, shown } = swapped(before, after, state);
    expect(shown).toContain('ask ask-again');
    expect(effects).toContainEqual({
      type: 'close-approval',
      key: 'ask',
      approvalId: 'run_1:ask',
      state: 'cancelled',
    });
    expect(effects.find(({ type }) => type === 'ask')).toMatchObject({
      approvalId: 'run_1:ask!1',
      action: { input: 'new words' },
    });
    const old = step(after, next, {
      type: 'approval-answered',
      at: 200,
      approvalId: 'run_1:ask',
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'Ada',
    });
    expect(old.effects.filter(({ type }) => type === 'call')).toEqual([]);
  });

  it('keeps an open card through a container so large that the change takes several tasks', () => {
    const large = (input: string) =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['each', 'broken'] }),
          aStep('scope', 'each', { bodyScopeId: 'body', to: ['ask'] }),
          ...Array.from({ length: 5 }, (_, index) =>
            aStep('compute', `s${index}`, { scopeId: 'body', to: index < 4 ? [`s${index + 1}`] : [] }),
          ),
          aStep('approve', 'ask', { request: { title: 'Well?', assignee: 'Ada', fields: { a: 1 } } }),
          aStep('call', 'broken', { input }),
          aStep('compute', 'late', { output: 1 }),
        ],
        [
          {
            id: 'body',
            kind: 'map',
            parentId: 'root',
            items: Array.from({ length: 500 }, (_, index) => index),
            concurrency: 50,
            collect: '{{ item }}',
          },
        ],
      );
    const before = large('old');
    let state = played(before, { type: 'call-failed', at: 1, key: 'broken', failure: refused });
    for (let at = 2; state.steps.ask === undefined; at += 1)
      state = step(before, state, { type: 'timer-fired', at, key: '~breath' }).state;
    // Not kept whole: the container is redone step by step, and the question behind it is asked again under its new key.
    const after = large('new');
    let { state: next, effects } = swapped(before, after, state, { redo: ['each'] });
    const all = [...effects];
    for (let at = 101; next.ready.length > 0; at += 1) {
      const result = step(after, next, { type: 'timer-fired', at, key: '~breath' });
      next = result.state;
      all.push(...result.effects);
    }
    expect(next.steps['ask!1']?.status).toBe('asking');
    expect(all.filter(({ type }) => type === 'ask')).toHaveLength(1);
    // Kept whole: the same card stays.
    const kept = swapped(before, after, state);
    expect(kept.state.steps.ask?.status).toBe('asking');
    expect(kept.effects.filter(({ type }) => type === 'ask' || type === 'close-approval')).toEqual([]);
  });

  const sends = (more: object = {}) =>
    aPlan([
      aStep('trigger', 'start', { to: ['send', 'slow', 'broken'] }),
      aStep('call', 'send', { effect: 'key' }),
      aStep('call', 'slow', { effect: 'key', ...more }),
      aStep('call', 'broken'),
    ]);
  const oneSent = [
    { type: 'call-finished', at: 1, key: 'send', output: 'sent' },
    { type: 'call-failed', at: 2, key: 'broken', failure: refused },
  ] as const;

  it('sends again under a fresh key what a person ticked, for the ledger refuses the old one', () => {
    const plan = sends();
    const { effects } = swapped(plan, plan, played(plan, ...oneSent), { redo: ['send'] });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'call', key: 'send!1', generation: 1 }));
  });

  it('lets a call go on when only its patience changed, and shows that', () => {
    const patience = { attempts: 9, timeoutSeconds: 99, firstRetrySeconds: 1, longestRetrySeconds: 9 };
    const { effects, shown, state } = swapped(sends(), sends({ patience }), played(sends(), ...oneSent));
    expect(shown).toContain('slow reuse');
    expect(effects.flatMap((effect) => ('key' in effect ? [`${effect.type} ${effect.key}`] : []))).toEqual([
      'call broken!1',
    ]);
    expect(state.steps.slow).toMatchObject({ status: 'running', isOut: true });
  });

  it('keeps what was still out when the person looked and has come back since', () => {
    const since: EngineEvent[] = [{ type: 'call-finished', at: 5, key: 'slow', output: 'sent too' }];
    const { state, effects } = swapped(sends(), sends(), played(sends(), ...oneSent), { since });
    expect(state.steps.slow).toMatchObject({ status: 'done', output: 'sent too', isReused: true });
    expect(effects.filter(({ type }) => type === 'call')).toMatchObject([{ key: 'broken!1' }]);
  });

  it('keeps a failure that took its own way, and what it says', () => {
    const plan = (input: string) =>
      aPlan([
        aStep('trigger', 'start', { to: ['look', 'broken'] }),
        aStep('call', 'look', { effect: 'key', to: { done: [], error: ['told'] } }),
        aStep('call', 'told', { input: '{{ error.message }}' }),
        aStep('call', 'broken', { input }),
      ]);
    const state = played(
      plan('old'),
      { type: 'call-failed', at: 1, key: 'look', failure: { ...refused, message: 'not here' } },
      { type: 'call-failed', at: 2, key: 'broken', failure: refused },
      { type: 'call-failed', at: 3, key: 'told', failure: refused },
    );
    const { effects, shown, state: next } = swapped(plan('old'), plan('new'), state);
    expect(shown).toContain('look reuse');
    expect(effects.filter(({ type }) => type === 'call')).toMatchObject([
      { key: 'broken!1', input: 'new' },
      { key: 'told!1', input: 'not here' },
    ]);
    expect(next.steps.look).toMatchObject({ status: 'failed', port: 'error', isReused: true, endedAt: 1 });
  });

  it('ends a run resumed behind its end with the outcome and output of that end', () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['pay'] }),
      aStep('call', 'pay', { to: ['paid'] }),
      aStep('end', 'paid', { outcome: 'paid', output: 7 }),
    ]);
    const over = played(plan, { type: 'call-finished', at: 1, key: 'pay', output: null });
    const question = { runId: 'run_1', isOpen: false, state: over, before: plan, after: plan, toVersion: 1 };
    const { seed } = planResume({ ...question, hasNewTrigger: false, redo: [], inheritedKeys: {} });
    const { state } = startRun(plan, { ...start, seed }, 10);
    expect(state).toMatchObject({ status: 'completed', outcome: 'paid', output: 7 });
  });

  it('remembers of a kept result that a person has set it, in the same run and in a new one', () => {
    const plan = (input: string) =>
      aPlan([
        aStep('trigger', 'start', { to: ['read', 'broken'] }),
        aStep('call', 'read'),
        aStep('call', 'broken', { input }),
      ]);
    const state = played(
      plan('old'),
      { type: 'call-failed', at: 1, key: 'read', failure: refused },
      { type: 'call-failed', at: 2, key: 'broken', failure: refused },
      {
        type: 'control-received',
        at: 3,
        commandId: 'c0',
        by: 'Ada',
        verb: 'set-output',
        key: 'read',
        output: 'by hand',
      },
    );
    const byHand = { status: 'done', output: 'by hand', isReused: true, isOverridden: true };
    expect(swapped(plan('old'), plan('new'), state).state.steps.read).toMatchObject(byHand);
    const question = { runId: 'run_1', isOpen: false, state, before: plan('old'), after: plan('new') };
    const { seed } = planResume({
      ...question,
      toVersion: 2,
      hasNewTrigger: false,
      redo: [],
      inheritedKeys: {},
    });
    expect(startRun(plan('new'), { ...start, seed }, 10).state.steps.read).toMatchObject(byHand);
  });

  it('goes on with the items and the round it has', () => {
    const plan = (input: string) =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['each', 'again'] }),
          aStep('scope', 'each', { bodyScopeId: 'items' }),
          aStep('call', 'work', { scopeId: 'items', input }),
          aStep('scope', 'again', { bodyScopeId: 'rounds' }),
          aStep('call', 'turn', { scopeId: 'rounds', input }),
        ],
        [
          {
            id: 'items',
            kind: 'map',
            parentId: 'root',
            items: [1, 2, 3],
            concurrency: 1,
            collect: '{{ steps.work }}',
          },
          {
            id: 'rounds',
            kind: 'loop',
            parentId: 'root',
            until: 'index >= 3',
            max: 9,
            collect: '{{ steps.turn }}',
          },
        ],
      );
    const state = played(
      plan('old'),
      { type: 'call-finished', at: 1, key: 'work@0', output: 'first' },
      { type: 'call-finished', at: 2, key: 'turn@0', output: 'round one' },
      { type: 'call-failed', at: 3, key: 'work@1', failure: refused },
      { type: 'call-failed', at: 4, key: 'turn@1', failure: refused },
    );
    const { state: next, effects, shown } = swapped(plan('old'), plan('new'), state);
    expect(shown).toEqual(['start reuse', 'each reuse', 'work@1 redo', 'again reuse', 'turn@1 redo']);
    expect(effects.filter(({ type }) => type === 'call')).toMatchObject([
      { key: 'work@1!1', input: 'new' },
      { key: 'turn@1!1', input: 'new' },
    ]);
    expect(next.activations['rounds@1']).toMatchObject({ index: 1, item: 'round one' });
    const done = step(plan('new'), next, { type: 'call-finished', at: 9, key: 'work@1!1', output: 'second' });
    expect(done.state.steps.each?.progress?.results).toEqual(['first', 'second', null]);
  });
});
