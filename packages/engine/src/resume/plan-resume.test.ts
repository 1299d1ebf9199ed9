import {
  type EngineEvent,
  effectOrigin,
  type Plan,
  type RunState,
  type Step,
  type StepState,
} from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';
import { step } from '../testing/step.ts';
import { planResume, type ResumeQuestion } from './plan-resume.ts';

const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
const refused = { code: 'HTTP_422', message: 'no', effect: 'not-happened' as const };
const finished = (key: string, output: unknown = 'ok') =>
  ({ type: 'call-finished', at: 5, key, output }) as EngineEvent;
const failed = (key: string, failure: object = refused) =>
  ({ type: 'call-failed', at: 6, key, failure }) as EngineEvent;

/** The run as its history tells it, with the steps of items that are over. */
function played(plan: Plan, ...events: EngineEvent[]) {
  const pruned: Record<string, StepState> = {};
  const watch = {
    closed: (steps: StepState[]) => {
      for (const each of steps) pruned[each.key] = each;
    },
  };
  let { state } = startRun(plan, start, 0, watch);
  for (const event of events) {
    const before = state;
    state = step(plan, state, event).state;
    for (const [key, each] of Object.entries(before.steps))
      if (!state.steps[key] && each.path !== '')
        pruned[key] = {
          ...each,
          status: 'done',
          port: 'done',
          output: event.type === 'call-finished' ? event.output : null,
        };
  }
  return { state, pruned };
}
function ask(before: Plan, of: { state: RunState } & Partial<ResumeQuestion>, after: Plan = before) {
  return planResume({
    runId: 'run_1',
    isOpen: true,
    before,
    after,
    toVersion: 2,
    hasNewTrigger: false,
    redo: [],
    inheritedKeys: {},
    ...of,
  });
}
const said = (answer: ReturnType<typeof planResume>) =>
  answer.steps.map(({ key, action }) => `${key} ${action}`);
const withStep = (plan: Plan, id: string, more: object): Plan => ({
  ...plan,
  version: 2,
  steps: plan.steps.map((each) => (each.id === id ? ({ ...each, ...more } as Step) : each)),
});

const line = aPlan([
  aStep('trigger', 'start', { to: ['load'] }),
  aStep('call', 'load', { effect: 'read', title: 'Load it', to: ['send', 'look'] }),
  aStep('call', 'send', { effect: 'key', title: 'Send it', to: ['after'] }),
  aStep('call', 'look', { effect: 'read' }),
  aStep('call', 'after'),
]);
const stuck = played(
  line,
  finished('load'),
  finished('send', { id: 7 }),
  finished('look'),
  failed('after'),
).state;

describe('what a resumed run would do', () => {
  it('is told step by step in the order of the arrows, and carried out as told', () => {
    const answer = ask(line, { state: stuck });
    expect(answer.steps).toEqual([
      {
        key: 'start',
        nodeId: 'start',
        title: 'start',
        action: 'reuse',
        why: 'as it came in',
        repeatsEffect: false,
        mayRedo: false,
      },
      {
        key: 'load',
        nodeId: 'load',
        title: 'Load it',
        action: 'reuse',
        why: 'ok',
        repeatsEffect: false,
        mayRedo: true,
      },
      {
        key: 'send',
        nodeId: 'send',
        title: 'Send it',
        action: 'reuse',
        why: 'done: 7',
        repeatsEffect: false,
        mayRedo: true,
      },
      {
        key: 'look',
        nodeId: 'look',
        title: 'look',
        action: 'reuse',
        why: 'ok',
        repeatsEffect: false,
        mayRedo: true,
      },
      {
        key: 'after',
        nodeId: 'after',
        title: 'after',
        action: 'redo',
        why: 'never went through, nothing is doubled',
        repeatsEffect: false,
        mayRedo: false,
      },
    ]);
    expect(Object.keys(answer.seed)).toEqual(['start', 'load', 'send', 'look']);
    expect(answer).toMatchObject({
      redo: { after: 'fresh' },
      goOn: [],
      repeats: [],
      problems: [],
      inheritedKeys: {},
    });
    expect(answer.unchanged).toEqual(['start', 'load', 'send', 'look', 'after']);
  });

  it('taints what comes after a change, and says by what', () => {
    const answer = ask(line, { state: stuck }, withStep(line, 'load', { input: 'new' }));
    expect(said(answer)).toEqual(['start reuse', 'load redo', 'send reuse', 'look redo', 'after redo']);
    expect(answer.steps[2]?.why).toBe('done: 7; “Load it” before it is done anew, but it is not sent again');
    expect(answer.steps[3]?.why).toBe('“Load it” before it is done anew');
    expect(answer.unchanged).toEqual(['start', 'send', 'look', 'after']);
  });

  it('names what would be sent again: only what is ticked', () => {
    const answer = ask(line, { state: stuck, redo: ['send'] });
    expect(answer.repeats).toEqual(['Send it']);
    expect(answer.redo).toMatchObject({ send: 'fresh', after: 'fresh' });
    expect(ask(line, { state: stuck, redo: ['look'] }).repeats).toEqual([]);
  });

  it('starts again where a person says, if the version has that', () => {
    const answer = ask(line, { state: stuck, fromNodeId: 'look' });
    expect(said(answer)).toContain('look redo');
    expect(answer.problems).toEqual([]);
    expect(ask(line, { state: stuck, fromNodeId: 'gone' }).problems).toEqual([
      'The step to start again at is not in this version.',
    ]);
  });

  it('is refused another input while the run is open, and redoes what reads it in a new one', () => {
    expect(ask(line, { state: stuck, hasNewTrigger: true }).problems).toHaveLength(1);
    const fork = ask(line, { state: stuck, hasNewTrigger: true, isOpen: false });
    expect(fork.problems).toEqual([]);
    expect(said(fork)).toEqual(['start redo', 'load redo', 'send reuse', 'look redo', 'after redo']);
  });

  it('is refused a version without the trigger, and passes other triggers over', () => {
    const renamed = withStep(line, 'start', { nodeId: 'other' });
    const answer = ask(line, { state: stuck }, renamed);
    expect(answer.problems).toEqual(['This version has no trigger for the way the run was started.']);
    expect(answer.steps).toEqual([]);
    const two = { ...line, steps: [...line.steps, aStep('trigger', 'second')] };
    expect(said(ask(line, { state: stuck }, two))).not.toContain('second new');
  });

  it('tells what is no longer there, unless it was passed by', () => {
    const without = { ...line, steps: line.steps.filter(({ id }) => id !== 'send' && id !== 'after') };
    const state = {
      ...stuck,
      steps: { ...stuck.steps, by: { ...stuck.steps.look, key: 'by', stepId: 'by', status: 'skipped' } },
    } as RunState;
    const { steps } = ask(line, { state }, without);
    expect(steps.slice(3)).toEqual([
      {
        key: 'send',
        nodeId: 'send',
        title: 'Send it',
        action: 'removed',
        why: 'no longer in the playbook; what it did stays done',
        repeatsEffect: false,
        mayRedo: false,
      },
      {
        key: 'after',
        nodeId: 'after',
        title: 'after',
        action: 'removed',
        why: 'no longer in the playbook',
        repeatsEffect: false,
        mayRedo: false,
      },
    ]);
  });

  it('says nothing of the inner parts of a node', () => {
    const gate = aPlan([
      aStep('trigger', 'start', { to: ['gate', 'sum', 'shown'] }),
      aStep('switch', 'gate', { key: undefined as never }),
      aStep('compute', 'sum', { key: undefined as never }),
      aStep('call', 'shown', { key: undefined as never }),
    ]);
    expect(said(ask(gate, { state: played(gate).state }))).toEqual(['start reuse', 'shown reuse']);
  });
});

describe('a call that may have gone out', () => {
  const unknown = { code: 'TIMED_OUT', message: 'no answer' };
  const state = played(line, finished('load'), failed('send', unknown), finished('look')).state;

  it('keeps its key in a new run, where it came from before as well', () => {
    const fork = { state, isOpen: false };
    expect(ask(line, fork).inheritedKeys).toEqual({ send: effectOrigin('run_1', 0) });
    expect(ask(line, { ...fork, inheritedKeys: { send: 'run_0' } }).inheritedKeys).toEqual({ send: 'run_0' });
    expect(ask(line, { state }).inheritedKeys).toEqual({});
    expect(ask(line, { state }).redo).toMatchObject({ send: 'same-key' });
  });

  it('is a problem when it says something else now, until it is ticked', () => {
    const changed = withStep(line, 'send', { input: 'new' });
    const answer = ask(line, { state }, changed);
    expect(answer.problems).toEqual(['“Send it” may have been sent. Check, then tick it to send it again.']);
    expect(answer.repeats).toEqual(['Send it']);
    expect(ask(line, { state, redo: ['send'] }, changed).problems).toEqual([]);
  });

  it('is the newest one: of a step tried again under a fresh key that key counts', () => {
    const again = step(line, stuck, {
      type: 'control-received',
      at: 9,
      commandId: 'c',
      by: 'Ada',
      verb: 'retry',
      key: 'after',
    }).state;
    const later = step(line, again, failed('after!1', unknown)).state;
    const answer = ask(line, { state: later, isOpen: false });
    expect(answer.steps.at(-1)?.key).toBe('after!1');
    expect(answer.inheritedKeys).toEqual({ after: effectOrigin('run_1', 1) });
    expect(ask(line, { state: later, redo: ['after!1'] }).repeats).toEqual(['after']);
  });
});

describe('a container', () => {
  const map = (more: { input?: string; items?: number[] } = {}) =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'items', to: ['behind'] }),
        aStep('call', 'work', { scopeId: 'items', input: more.input ?? 'old', effect: 'key' }),
        aStep('call', 'behind'),
      ],
      [
        {
          id: 'items',
          kind: 'map',
          parentId: 'root',
          items: more.items ?? [1, 2, 3],
          concurrency: 3,
          collect: '{{ steps.work }}',
        },
      ],
    );
  const half = played(map(), finished('work@0', 'A'), failed('work@1'));

  it('goes on with what it has: items that are over are not looked at', () => {
    const answer = ask(map(), half, map({ input: 'new' }));
    expect(said(answer)).toEqual(['start reuse', 'each reuse', 'work@1 redo', 'work@2 redo', 'behind new']);
    expect(answer.steps[1]?.why).toBe('changed in v2; goes on; 1 of 3 inside are done and stay so');
    expect(answer.seedItems).toEqual({ each: { results: { 0: 'A' }, skipped: [] } });
    expect(answer.goOn).toEqual(['each']);
    expect(said(ask(map(), half))).toEqual([
      'start reuse',
      'each reuse',
      'work@1 redo',
      'work@2 reuse',
      'behind new',
    ]);
  });

  it.each<[string, Partial<ResumeQuestion>, Plan]>([
    ['other items', {}, map({ items: [1, 2, 4] })],
    ['a tick on it', { redo: ['each'] }, map()],
    ['a tick inside', { redo: ['work@0'] }, map()],
    ['a step inside to start again at', { fromNodeId: 'work' }, map()],
    ['itself to start again at', { fromNodeId: 'each' }, map()],
    ['a new input', { hasNewTrigger: true, isOpen: false }, map()],
  ])('with %s is gone through item by item, also those that are over', (_name, more, after) => {
    const answer = ask(map(), { ...half, ...more }, after);
    expect(answer.seedItems).toEqual({});
    expect(answer.goOn).not.toContain('each');
    expect(said(answer).filter((each) => each.startsWith('work'))).toHaveLength(3);
  });

  it('sends again in an item what is ticked there, and in no other', () => {
    const answer = ask(map(), { ...half, redo: ['work@0'] });
    expect(answer.repeats).toEqual(['work']);
    expect(answer.redo).toMatchObject({ 'work@0': 'fresh', 'work@1': 'fresh', each: 'same-key' });
    expect(ask(map(), { ...half, redo: ['worker@0'] }).goOn).toContain('each');
  });

  it('that is over is kept whole, or begun again step by step where it changed', () => {
    const over = played(
      map(),
      finished('work@0', 'A'),
      finished('work@1', 'B'),
      finished('work@2', 'C'),
      failed('behind'),
    );
    expect(said(ask(map(), over))).toEqual(['start reuse', 'each reuse', 'behind redo']);
    const answer = ask(map(), over, map({ input: 'new' }));
    expect(said(answer)).toEqual([
      'start reuse',
      'each redo',
      'work@0 reuse',
      'work@1 reuse',
      'work@2 reuse',
      'behind redo',
    ]);
    expect(answer.steps[2]?.why).toBe('done: A; changed in v2, but it is not sent again');
  });

  const nested = (input = 'old') =>
    aPlan(
      [
        aStep('trigger', 'start', { to: ['outer'] }),
        aStep('scope', 'outer', { bodyScopeId: 'as' }),
        aStep('scope', 'inner', { scopeId: 'as', bodyScopeId: 'bs' }),
        aStep('call', 'work', { scopeId: 'bs', input, effect: 'key' }),
      ],
      [
        { id: 'as', kind: 'map', parentId: 'root', items: [1, 2], concurrency: 2, collect: null },
        {
          id: 'bs',
          kind: 'map',
          parentId: 'as',
          items: Array.from({ length: 11 }, (_, index) => index),
          concurrency: 11,
          collect: null,
        },
      ],
    );

  it('inside another is told in the order of its numbers, each under its own item', () => {
    const state = played(nested(), failed('work@1.10')).state;
    const keys = said(ask(nested(), { state }, nested('new'))).filter((each) => each.startsWith('work'));
    expect(keys).toEqual([
      ...Array.from({ length: 11 }, (_, index) => `work@0.${index} redo`),
      ...Array.from({ length: 11 }, (_, index) => `work@1.${index} redo`),
    ]);
    const ticked = ask(nested(), { state, redo: ['work@0.3'] });
    expect(ticked.goOn).not.toContain('outer');
  });

  it('that is a loop goes on with its round, and counts those before it', () => {
    const loop = (input = 'old') =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['again'] }),
          aStep('scope', 'again', { bodyScopeId: 'rounds' }),
          aStep('call', 'turn', { scopeId: 'rounds', input }),
        ],
        [
          {
            id: 'rounds',
            kind: 'loop',
            parentId: 'root',
            until: 'false',
            max: 9,
            collect: '{{ steps.turn }}',
          },
        ],
      );
    const state = played(loop(), finished('turn@0'), finished('turn@1', 'two'), failed('turn@2')).state;
    const answer = ask(loop(), { state }, loop('new'));
    expect(said(answer)).toEqual(['start reuse', 'again reuse', 'turn@2 redo']);
    expect(answer.steps[1]?.why).toBe('changed in v2; goes on; 2 inside are done and stay so');
    expect(answer.seedItems.again?.results).toMatchObject({ 1: 'two' });
  });
});
