import type { EngineEvent, Json, Plan, RepairVerb, RunState, Step } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';
import { step } from '../testing/step.ts';
import { repairRefusal } from './repair.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const nothing = '{{ trigger.is.not.there }}';
const all: readonly RepairVerb[] = [
  'retry',
  'retry-with',
  'skip',
  'skip-item',
  'set-output',
  'it-happened',
  'it-did-not',
  'fail',
];

/** One step that stands still, and what each of its ports leads to. */
function around(stuck: Step): Plan {
  const ports = stuck.ports.flatMap(({ to }) => to);
  return aPlan([
    aStep('trigger', 'start', { to: [stuck.id] }),
    stuck,
    ...ports.map((id) => aStep(id === 'asked' ? 'approve' : 'compute', id, { to: [] })),
  ]);
}
function begun(plan: Plan, ...events: EngineEvent[]): RunState {
  return events.reduce((state, event) => step(plan, state, event).state, startRun(plan, start, 0).state);
}
const failed = (key: string, failure: object = {}): EngineEvent => ({
  type: 'call-failed',
  at: 5,
  key,
  failure: { code: 'HTTP_500', message: 'no', ...failure },
});
const told = (verb: RepairVerb, key: string, more: object = {}): EngineEvent =>
  ({ type: 'control-received', at: 1_000, commandId: 'c1', by: 'Ada', verb, key, ...more }) as EngineEvent;
const allowedFor = (plan: Plan, state: RunState, key: string) =>
  all.filter((verb) => repairRefusal(plan, state, key, verb) === undefined);

const compute = around(aStep('compute', 'it', { output: nothing, to: ['next'] }));
const wait = around(aStep('wait', 'it', { until: nothing, seconds: undefined, to: ['next'] }));
const ask = around(
  aStep('approve', 'it', {
    request: { title: nothing, assignee: 'Ada' },
    to: { approved: ['yes'], rejected: ['no'], expired: ['late'] },
  }),
);
const choose = (to: Record<string, string[]>) =>
  around(
    aStep('switch', 'it', {
      cases: [{ port: 'left', when: 'trigger.is.not.there' }],
      otherwise: 'right',
      to,
    }),
  );
const end = (outcome: Json) => around(aStep('end', 'it', { outcome: outcome as string, output: nothing }));
const fail = around(aStep('fail', 'it', { code: 'X', message: nothing }));
const each = around(aStep('scope', 'it', { bodyScopeId: 'body', to: ['next'] }));
each.scopes.push({
  id: 'body',
  kind: 'map',
  parentId: 'root',
  items: nothing,
  concurrency: 1,
  collect: null,
});

describe('what may be done about a step that stands still', () => {
  it.each<[string, Plan, RepairVerb[]]>([
    ['values', compute, ['retry', 'skip', 'set-output', 'fail']],
    ['a wait', wait, ['retry', 'skip', 'fail']],
    ['a question', ask, ['retry', 'skip', 'fail']],
    ['a choice', choose({ left: ['a'], right: ['b'] }), ['retry', 'skip', 'fail']],
    ['an end', end('done'), ['retry', 'set-output', 'fail']],
    ['an end that fails', fail, ['retry', 'fail']],
    ['a For each', each, ['retry', 'skip', 'set-output', 'fail']],
  ])('%s', (_name, plan, verbs) => {
    const state = begun(plan);
    expect(state.steps.it?.status).toBe('stuck');
    expect(allowedFor(plan, state, 'it')).toEqual(verbs);
    for (const verb of all.filter((other) => !verbs.includes(other))) {
      const { state: after, effects } = step(plan, state, told(verb, 'it', { output: 1, input: 1 }));
      expect(after.steps).toEqual(state.steps);
      expect(effects).toEqual([]);
    }
  });

  it('is nothing of a step that does not stand still, or that the plan does not have', () => {
    const state = begun(compute);
    expect(allowedFor(compute, state, 'start')).toEqual([]);
    expect(allowedFor(compute, state, 'nowhere')).toEqual([]);
    expect(repairRefusal(compute, state, 'start', 'retry')).toBe('This step is not stuck (any more).');
    expect(repairRefusal(aPlan([]), state, 'it', 'retry')).toBe('The plan of this run has no such step.');
    expect(step(aPlan([]), state, told('retry', 'it')).effects).toEqual([]);
  });

  it('of a trigger is only to let the run fail', () => {
    const state = begun(compute);
    const stuck = { ...state.steps.start, status: 'stuck' as const };
    expect(allowedFor(compute, { ...state, steps: { start: stuck } } as RunState, 'start')).toEqual(['fail']);
  });
});

describe('a step that is told to go on', () => {
  it('values are skipped with nothing, or given', () => {
    const skipped = step(compute, begun(compute), told('skip', 'it')).state;
    expect(skipped.steps.it).toMatchObject({
      status: 'done',
      port: 'done',
      output: null,
      isOverridden: true,
    });
    expect(skipped.steps.next?.status).toBe('done');
    const given = step(compute, begun(compute), told('set-output', 'it', { output: { n: 7 } })).state;
    expect(given.steps.it).toMatchObject({ status: 'done', output: { n: 7 }, isOverridden: true });
    expect(given.steps.it).not.toHaveProperty('failure');
    expect(given.steps.it).not.toHaveProperty('stuckAt');
  });

  it('is tried again in place', () => {
    const state = begun(compute);
    state.trigger = { is: { not: { there: 'now' } } };
    const { state: after } = step(compute, state, told('retry', 'it'));
    expect(after.steps.it).toMatchObject({ status: 'done', output: 'now', startedAt: 1_000 });
    expect(after.steps.it).not.toHaveProperty('isOverridden');
  });

  it('a wait is over at once', () => {
    const { state } = step(wait, begun(wait), told('skip', 'it'));
    expect(state.steps.it?.output).toEqual({ wokeAt: '1970-01-01T00:00:01.000Z' });
  });

  it('a question that is skipped counts as a no, never as a yes', () => {
    const { state } = step(ask, begun(ask), told('skip', 'it'));
    expect(state.steps.it).toMatchObject({
      port: 'rejected',
      output: { verdict: 'reject', by: null, comment: null, isEdited: false, input: null },
    });
    expect(state.steps).toMatchObject({ yes: { status: 'skipped' }, no: { status: 'done' } });
  });

  it('a choice takes the way for everything else, but where a way asks a person, that one', () => {
    const plain = choose({ left: ['a'], right: ['b'] });
    expect(step(plain, begun(plain), told('skip', 'it')).state.steps.it).toMatchObject({
      port: 'right',
      output: { chosen: 'right' },
    });
    const asking = choose({ left: ['asked'], right: ['b'] });
    const { state } = step(asking, begun(asking), told('skip', 'it'));
    expect(state.steps).toMatchObject({
      it: { port: 'left' },
      asked: { status: 'asking' },
      b: { status: 'skipped' },
    });
  });

  it.each<[Json, string]>([
    ['refunded', 'refunded'],
    ['{{ trigger.which }}', 'done'],
    [{ of: 1 }, 'done'],
  ])('an end with the outcome %j that is given its output ends the run as %s', (outcome, expected) => {
    const plan = end(outcome);
    const { state, effects } = step(plan, begun(plan), told('set-output', 'it', { output: 7 }));
    expect(state).toMatchObject({ status: 'completed', outcome: expected, output: 7 });
    expect(effects).toEqual([{ type: 'complete', outcome: expected, output: 7 }]);
  });

  it('any step lets the run fail, in the words of the person', () => {
    const { state } = step(ask, begun(ask), told('fail', 'it', { message: 'We gave up.' }));
    expect(state).toMatchObject({
      status: 'failed',
      failure: { code: 'FAILED_BY_PERSON', message: 'We gave up.' },
    });
  });
});

describe('a call that stands still', () => {
  const call = (more: object = {}) => around(aStep('call', 'it', { to: ['next'], input: 'old', ...more }));
  const stuck = (plan: Plan, failure: object = {}) => begun(plan, failed('it', failure));
  const certain = { effect: 'not-happened' };
  const ambiguous = { code: 'AMBIGUOUS_EFFECT', effect: 'unknown' };

  it.each<[string, object, object, RepairVerb[]]>([
    ['was certainly not sent', certain, {}, ['retry', 'retry-with', 'skip', 'set-output', 'fail']],
    ['may have been sent', {}, {}, ['retry', 'skip', 'set-output', 'fail']],
    ['only reads', {}, { effect: 'read' }, ['retry', 'retry-with', 'skip', 'set-output', 'fail']],
    [
      'may have been sent, which nobody can find out',
      ambiguous,
      {},
      ['retry', 'skip', 'set-output', 'it-happened', 'it-did-not', 'fail'],
    ],
  ])('and %s', (_name, failure, more, verbs) => {
    const plan = call(more);
    expect(allowedFor(plan, stuck(plan, failure), 'it')).toEqual(verbs);
  });

  it('is sent again under its own key where it may have been sent, else under a fresh one', () => {
    const again = (failure: object, verb: RepairVerb = 'retry', more = {}) =>
      step(call(), stuck(call(), failure), told(verb, 'it', more));
    expect(again({}).effects).toMatchObject([{ type: 'call', key: 'it', generation: 0, input: 'old' }]);
    const fresh = again(certain);
    expect(fresh.effects).toMatchObject([{ type: 'call', key: 'it!1', generation: 1, input: 'old' }]);
    expect(Object.keys(fresh.state.steps)).toEqual(['start', 'it!1']);
    expect(again(ambiguous, 'it-did-not').effects).toMatchObject([{ key: 'it!1' }]);
    expect(again(certain, 'retry-with', { input: 'new' }).effects).toMatchObject([
      { key: 'it!1', input: 'new' },
    ]);
  });

  it('goes on with what a person found', () => {
    const { state } = step(
      call(),
      stuck(call(), ambiguous),
      told('it-happened', 'it', { output: { id: 1 } }),
    );
    expect(state.steps.it).toMatchObject({ status: 'done', output: { id: 1 }, isOverridden: true });
    expect(step(call(), stuck(call()), told('skip', 'it')).state.steps.it?.output).toBeNull();
    const given = step(call(), stuck(call()), told('set-output', 'it', { output: 3 })).state;
    expect(given.steps.it?.output).toBe(3);
  });

  const gated = aPlan([
    aStep('trigger', 'start', { to: ['gate'] }),
    aStep('switch', 'gate', {
      cases: [{ port: 'ask', when: 'trigger.ask' }],
      otherwise: 'alone',
      to: { ask: ['ask'], alone: ['it'] },
    }),
    aStep('approve', 'ask', { to: ['it'] }),
    aStep('call', 'it', { approvedBy: 'ask', join: 'any', input: 'old' }),
  ]);

  it('takes no other input where a person approved what was to be sent, and does where nobody was asked', () => {
    const asked = startRun(gated, { ...start, trigger: { ask: true } }, 0).state;
    const answered = step(gated, asked, {
      type: 'approval-answered',
      at: 1,
      approvalId: 'run_1:ask',
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'Ada',
    });
    expect(answered.effects.find(({ type }) => type === 'call')).toMatchObject({
      approvalId: 'run_1:ask',
      isGated: true,
    });
    const refused = step(gated, answered.state, failed('it', certain)).state;
    expect(repairRefusal(gated, refused, 'it', 'retry-with')).toMatch(/approved exactly/);
    const alone = startRun(gated, { ...start, trigger: { ask: false } }, 0);
    expect(alone.effects).toMatchObject([{ type: 'call', key: 'it' }]);
    expect(alone.effects[0]).not.toHaveProperty('isGated');
    expect(alone.effects[0]).not.toHaveProperty('approvalId');
    const open = step(gated, alone.state, failed('it', certain)).state;
    expect(repairRefusal(gated, open, 'it', 'retry-with')).toBeUndefined();
  });
});

describe('a container that stands still', () => {
  const loop = (collect: string) =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['again'] }),
        aStep('scope', 'again', { bodyScopeId: 'rounds', to: ['next'] }),
        aStep('call', 'turn', { scopeId: 'rounds' }),
        aStep('compute', 'next', { output: '{{ steps.again }}' }),
      ],
      [{ id: 'rounds', kind: 'loop', parentId: 'root', until: 'index >= 1', max: 5, collect }],
    );
  const map = (collect: string, concurrency = 2) =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'items', to: ['next'] }),
        aStep('call', 'work', { scopeId: 'items' }),
        aStep('compute', 'next', { output: '{{ steps.each }}' }),
      ],
      [{ id: 'items', kind: 'map', parentId: 'root', items: [0, 1, 2], concurrency, collect }],
    );
  const done = (key: string, output: Json = { n: 1 }): EngineEvent => ({
    type: 'call-finished',
    at: 5,
    key,
    output,
  });

  it('a loop that is skipped gives how far it came', () => {
    const plan = loop('{{ steps.turn.n }}');
    const state = begun(plan, done('turn@0'), done('turn@1', {}));
    expect(state.steps.again?.status).toBe('stuck');
    const { state: after } = step(plan, state, told('skip', 'again'));
    expect(after.steps.next?.output).toEqual({ result: null, turns: 1, isMet: false });
    const given = step(plan, state, told('set-output', 'again', { output: 9 })).state;
    expect(given.steps.next?.output).toBe(9);
    expect(Object.keys(given.activations)).toEqual(['root']);
  });

  it('a For each that is skipped gives the items that are over, and names the others', () => {
    const plan = map('{{ steps.work.n }}');
    const state = begun(plan, done('work@0'), done('work@1', {}));
    expect(state.steps.each?.status).toBe('stuck');
    const { state: after, effects } = step(plan, state, told('skip', 'each'));
    expect(after.steps.next?.output).toEqual({ items: [1, null, null], count: 3, skipped: [1, 2] });
    expect(effects).toMatchObject([{ type: 'stop-call', key: 'work@2' }, { type: 'complete' }]);
  });

  it('is collected again when it is tried again', () => {
    const plan = map('{{ steps.work.n }}');
    const state = begun(plan, done('work@0'), done('work@1', {}), done('work@2', { n: 3 }));
    expect(state.steps.each).toMatchObject({ status: 'stuck' });
    expect(step(plan, state, told('retry', 'each')).state.steps.each?.status).toBe('stuck');
    const fixed = map('{{ index }}');
    const { state: after } = step(fixed, state, told('retry', 'each'));
    expect(after).toMatchObject({ status: 'completed' });
    expect(after.steps.each?.output).toEqual({ items: [1, 1, 3], count: 3 });
  });

  it('that never began is begun when it is tried again', () => {
    const state = begun(each);
    state.trigger = { is: { not: { there: [1, 2] } } };
    const { state: after } = step(each, state, told('retry', 'it'));
    expect(after.steps.it).toMatchObject({ status: 'done', output: { items: [null, null], count: 2 } });
  });

  it('goes on without the item of a stuck step, and stops what else that item does', () => {
    const plan = map('{{ index }}', 2);
    plan.steps.push(aStep('wait', 'nap', { scopeId: 'items', seconds: 60 }));
    const state = begun(plan, failed('work@0'));
    expect(allowedFor(plan, state, 'work@0')).toContain('skip-item');
    const { state: after, effects } = step(plan, state, told('skip-item', 'work@0'));
    expect(effects.map((effect) => ('key' in effect ? `${effect.type} ${effect.key}` : effect.type))).toEqual(
      ['stop-timer nap@0', 'call work@2', 'start-timer nap@2'],
    );
    expect(after.steps.each?.progress).toMatchObject({ finished: 1, skipped: [0] });
  });

  it('of a loop inside an item, the item is given up; a loop alone has no item', () => {
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'items' }),
        aStep('scope', 'again', { scopeId: 'items', bodyScopeId: 'rounds' }),
        aStep('call', 'turn', { scopeId: 'rounds' }),
      ],
      [
        { id: 'items', kind: 'map', parentId: 'root', items: [0, 1], concurrency: 2, collect: '{{ index }}' },
        { id: 'rounds', kind: 'loop', parentId: 'items', until: 'true', max: 5, collect: null },
      ],
    );
    const state = begun(plan, failed('turn@0.0'));
    const after = step(plan, state, told('skip-item', 'turn@0.0')).state;
    expect(after.steps.each?.progress).toMatchObject({ finished: 1, skipped: [0] });
    expect(Object.keys(after.activations)).toEqual(['root', 'items@1', 'rounds@1.0']);
    const alone = loop('{{ index }}');
    expect(allowedFor(alone, begun(alone, failed('turn@0')), 'turn@0')).not.toContain('skip-item');
  });
});
