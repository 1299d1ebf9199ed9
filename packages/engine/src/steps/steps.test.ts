import type { EngineEvent, Json, Plan, RunState, Scope, Step } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { startRun } from '../start-run.ts';
import { aPlan, aStep } from '../testing/plans.ts';
import { step } from '../testing/step.ts';

const at = Date.parse('2026-01-05T09:00:00Z');
const nothing = '{{ trigger.is.not.there }}';

function begun(steps: Step[], { trigger = {}, scopes = [] }: { trigger?: Json; scopes?: Scope[] } = {}) {
  const plan = aPlan([aStep('trigger', 'start', { to: ['it'] }), ...steps], scopes);
  const start = { runId: 'run_1', trigger, triggerNodeId: 'start', worker: null };
  return { plan, ...startRun(plan, start, at) };
}
const stateOf = (of: Step, trigger?: Json) =>
  begun([of], { ...(trigger !== undefined && { trigger }) }).state.steps.it;
const stuckWith = (code: string) => ({ status: 'stuck', failure: { code } });

describe('a wait', () => {
  it.each<[Json, number]>([
    [60, 60_000],
    [0.0015, 2],
    [0, 0],
    ['{{ trigger.pause }}', 5_000],
    [366 * 86_400, 366 * 86_400_000],
  ])('of %j seconds ends so long from now', (seconds, later) => {
    const { state, effects } = begun([aStep('wait', 'it', { seconds: seconds as number })], {
      trigger: { pause: 5 },
    });
    expect(state.steps.it).toMatchObject({ status: 'sleeping', dueAt: at + later });
    expect(effects).toEqual([{ type: 'start-timer', key: 'it', at: at + later }]);
  });

  it.each<[string, number]>([
    ['2026-01-05T10:00:00Z', 3_600_000],
    ['2026-01-05T10:00:00+01:00', 0],
    ['2026-01-05T09:00Z', 0],
    ['2026-01-05T09:00:00.5Z', 500],
    ['2020-01-01T00:00:00Z', 0],
  ])('until %s is over then, or at once where that is past', (until, later) => {
    expect(stateOf(aStep('wait', 'it', { seconds: undefined, until }))).toMatchObject({ dueAt: at + later });
  });

  it.each<[string, object, string, string]>([
    ['a negative time', { seconds: -1 }, 'WAIT_NOT_A_DURATION', 'it got -1.'],
    ['no number', { seconds: 'soon' }, 'WAIT_NOT_A_DURATION', 'it got "soon".'],
    ['nothing at all', { seconds: undefined }, 'WAIT_NOT_A_DURATION', 'it got null.'],
    ['a number as an instant', { until: 7 }, 'WAIT_NOT_AN_INSTANT', 'it got 7.'],
    ['no instant', { until: 'tomorrow' }, 'WAIT_NOT_AN_INSTANT', 'it got "tomorrow".'],
    [
      'something around an instant',
      { until: 'at 2026-01-05T10:00:00Z' },
      'WAIT_NOT_AN_INSTANT',
      '10:00:00Z".',
    ],
    [
      'something behind an instant',
      { until: '2026-01-05T10:00:00Z or so' },
      'WAIT_NOT_AN_INSTANT',
      'or so".',
    ],
    ['a local time', { until: '2026-01-05T10:00' }, 'WAIT_NOT_AN_INSTANT', 'Choose a time zone'],
    ['a day', { until: '2026-01-05' }, 'WAIT_NOT_AN_INSTANT', 'Choose a time zone'],
    ['a month there is none of', { until: '2026-13-01T10:00:00Z' }, 'WAIT_NOT_AN_INSTANT', '2026-13-01'],
    ['an hour there is none of', { until: '2026-01-06T25:00:00Z' }, 'WAIT_NOT_AN_INSTANT', 'T25:00'],
    ['30 February', { until: '2026-02-30T10:00:00+01:00' }, 'WAIT_NOT_AN_INSTANT', '2026-02-30'],
    ['more than a year', { seconds: 366 * 86_400 + 1 }, 'WAIT_TOO_LONG', '366 days'],
    ['what cannot be worked out', { seconds: nothing }, 'EXPRESSION_FAILED', ''],
  ])('for %s stands still by name', (_name, more, code, words) => {
    const state = stateOf(aStep('wait', 'it', more));
    expect(state?.status).toBe('stuck');
    if (words !== '') expect(state?.failure).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('until no local time says nothing of a time zone', () => {
    for (const until of ['tomorrow', 7, 'on 2026-01-05', '2026-01-05 or so'])
      expect(stateOf(aStep('wait', 'it', { until: until as string }))?.failure?.message).not.toMatch(
        /time zone/,
      );
  });
});

describe('a switch', () => {
  const choose = (trigger: Json) =>
    stateOf(
      aStep('switch', 'it', {
        cases: [
          { port: 'small', when: 'trigger.n < 5' },
          { port: 'large', when: 'trigger.n > 9' },
        ],
        otherwise: 'other',
        to: { small: [], large: [], other: [] },
      }),
      trigger,
    );

  it('takes the first way whose condition holds, else the last one, and says which', () => {
    expect(choose({ n: 1 })).toMatchObject({ status: 'done', port: 'small', output: { chosen: 'small' } });
    expect(choose({ n: 10 })).toMatchObject({ port: 'large' });
    expect(choose({ n: 7 })).toMatchObject({ port: 'other', output: { chosen: 'other' } });
    expect(choose({})?.status).toBe('stuck');
  });

  it('whose condition is neither true nor false stands still', () => {
    const cases = [{ port: 'a', when: 'trigger.n' }];
    expect(stateOf(aStep('switch', 'it', { cases }), { n: 1 })).toMatchObject(
      stuckWith('CONDITION_NOT_BOOLEAN'),
    );
  });
});

describe('a question', () => {
  const ask = (request: object, trigger: Json = {}) =>
    begun([aStep('approve', 'it', { request: { title: 'Well?', assignee: 'Ada', ...request } })], {
      trigger,
    });

  it('shows what it asks about, and only what it has', () => {
    expect(ask({}).effects).toEqual([
      {
        type: 'ask',
        key: 'it',
        approvalId: 'run_1:it',
        stepId: 'it',
        nodeId: 'it',
        stepTitle: 'it',
        title: 'Well?',
        assignee: 'Ada',
      },
    ]);
    const action = { operation: 'mail.send', input: { to: '{{ trigger.to }}' } };
    const { effects, state } = ask(
      { action, reason: 'Because {{ trigger.n }}.', dueSeconds: 1.5 },
      { to: 'a@b', n: 1 },
    );
    expect(effects).toMatchObject([
      { action: { operation: 'mail.send', input: { to: 'a@b' } }, reason: 'Because 1.', dueAt: at + 1_500 },
      { type: 'start-timer', key: 'it', at: at + 1_500 },
    ]);
    expect(state.steps.it).toMatchObject({ status: 'asking', asked: { to: 'a@b' }, dueAt: at + 1_500 });
    const fields = ask(
      { fields: { n: '{{ trigger.n }}' }, reason: '{{ trigger.why }}' },
      { n: 7, why: null },
    );
    expect(fields.effects[0]).toMatchObject({ fields: { n: 7 } });
    expect(fields.effects[0]).not.toHaveProperty('reason');
    expect(fields.state.steps.it).toMatchObject({ asked: { n: 7 } });
  });

  it('is text where something else was given', () => {
    const { effects } = ask({ title: '{{ trigger.n }}', assignee: '{{ trigger.who }}' }, { n: 7, who: null });
    expect(effects[0]).toMatchObject({ title: '7', assignee: '' });
    expect(ask({ title: '{{ trigger.n }}' }, { n: { a: 1 } }).effects[0]).toMatchObject({ title: '{"a":1}' });
  });

  it('has a deadline only when it is a time above nothing', () => {
    for (const due of [0, -1, 'soon', true])
      expect(ask({ dueSeconds: due }).state.steps.it).toMatchObject(stuckWith('DEADLINE_NOT_A_DURATION'));
    const none = ask({ dueSeconds: '{{ trigger.due }}' }, { due: null });
    expect(none.effects).toHaveLength(1);
    expect(none.state.steps.it).not.toHaveProperty('dueAt');
    expect(ask({ title: nothing }).state.steps.it?.status).toBe('stuck');
  });

  it.each<[object, string, object]>([
    [
      { verdict: 'approve' },
      'approved',
      { verdict: 'approve', comment: null, isEdited: false, input: { n: 1 } },
    ],
    [
      { verdict: 'reject', comment: 'No.' },
      'rejected',
      { verdict: 'reject', comment: 'No.', input: { n: 1 } },
    ],
    [
      { verdict: 'approve', isEdited: true, input: { n: 2 } },
      'approved',
      { isEdited: true, input: { n: 2 } },
    ],
  ])('answered with %j leaves by %s', (answer, port, output) => {
    const { plan, state } = ask({ fields: { n: 1 }, dueSeconds: 60 });
    const after = step(plan, state, {
      type: 'approval-answered',
      at: at + 5,
      approvalId: 'run_1:it',
      decisionId: 'd1',
      isEdited: false,
      by: 'Ada',
      ...answer,
    } as EngineEvent);
    expect(after.state.steps.it).toMatchObject({
      status: 'done',
      port,
      output: { approvalId: 'run_1:it', by: 'Ada', ...output },
    });
    expect(after.state.steps.it).not.toHaveProperty('asked');
    expect(after.state.steps.it).not.toHaveProperty('dueAt');
    expect(after.state.hadPerson).toBe(true);
    expect(after.effects.slice(0, 2)).toEqual([
      { type: 'stop-timer', key: 'it' },
      { type: 'close-approval', key: 'it', approvalId: 'run_1:it', state: 'applied', decisionId: 'd1' },
    ]);
  });

  it('that nobody answered gives that, and was no person’s doing', () => {
    const { plan, state } = ask({ dueSeconds: 60, fields: { n: 1 } });
    const after = step(plan, state, { type: 'approval-expired', at: at + 60_000, key: 'it' });
    expect(after.state.steps.it).toMatchObject({
      port: 'expired',
      output: {
        approvalId: 'run_1:it',
        verdict: 'expired',
        by: null,
        comment: null,
        isEdited: false,
        input: null,
      },
    });
    expect(after.state.steps.it).not.toHaveProperty('asked');
    expect(after.state.hadPerson).toBe(false);
  });
});

describe('a For each', () => {
  const each = (items: Json, more: { concurrency?: number; trigger?: Json; to?: string[] } = {}) =>
    begun(
      [
        aStep('scope', 'it', { bodyScopeId: 'body', to: more.to ?? [] }),
        aStep('call', 'work', { scopeId: 'body', input: ['{{ item }}', '{{ index }}'] as never }),
      ],
      {
        ...(more.trigger !== undefined && { trigger: more.trigger }),
        scopes: [
          {
            id: 'body',
            kind: 'map',
            parentId: 'root',
            items,
            concurrency: more.concurrency ?? 2,
            collect: '{{ steps.work }}',
          },
        ],
      },
    );

  it('of nothing is done, with nothing', () => {
    expect(each([]).state.steps.it).toMatchObject({ status: 'done', output: { items: [], count: 0 } });
  });

  it('of no list, or of what cannot be worked out, stands still', () => {
    expect(each('{{ trigger.n }}', { trigger: { n: 5 } }).state.steps.it).toMatchObject(
      stuckWith('ITEMS_NOT_A_LIST'),
    );
    expect(each(nothing).state.steps.it?.status).toBe('stuck');
  });

  it('begins as many as may be at once, and the next as each is over', () => {
    const { plan, state, effects } = each(['a', 'b', 'c', 'd']);
    expect(effects).toMatchObject([
      { key: 'work@0', input: ['a', 0] },
      { key: 'work@1', input: ['b', 1] },
    ]);
    expect(state.steps.it?.progress).toEqual({
      opened: 2,
      finished: 0,
      total: 4,
      results: [null, null, null, null],
    });
    const next = step(plan, state, { type: 'call-finished', at, key: 'work@1', output: 'B' });
    expect(next.effects).toMatchObject([{ key: 'work@2' }]);
    expect(next.state.steps.it?.progress).toEqual({
      opened: 3,
      finished: 1,
      total: 4,
      results: [null, 'B', null, null],
    });
    expect(next.state.rounds).toBe(3);
  });

  it('keeps results that it was given, and begins the others', () => {
    const { plan } = each(['a', 'b', 'c', 'd'], { concurrency: 1 });
    const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
    const seedItems = { it: { results: { 0: 'A', 2: null }, skipped: [2] } };
    let { state, effects } = startRun(plan, { ...start, seedItems }, at);
    expect(effects).toMatchObject([{ key: 'work@1' }]);
    state = step(plan, state, { type: 'call-finished', at, key: 'work@1', output: 'B' }).state;
    state = step(plan, state, { type: 'call-finished', at, key: 'work@3', output: 'D' }).state;
    expect(state.steps.it?.output).toEqual({ items: ['A', 'B', null, 'D'], count: 4, skipped: [2] });
    expect(state.seedItems).toEqual({});
    const all = { it: { results: { 0: 1, 1: 2, 2: 3, 3: 4 }, skipped: [] } };
    expect(startRun(plan, { ...start, seedItems: all }, at).state.steps.it?.output).toEqual({
      items: [1, 2, 3, 4],
      count: 4,
    });
  });

  it('without a body in its plan stands still', () => {
    expect(begun([aStep('scope', 'it', { bodyScopeId: 'gone' })]).state.steps.it).toMatchObject(
      stuckWith('PLAN_BROKEN'),
    );
    expect(begun([aStep('scope', 'it', { bodyScopeId: 'root' })]).state.steps.it).toMatchObject(
      stuckWith('PLAN_BROKEN'),
    );
  });

  it('of more rounds than a run may have stands still before it begins', () => {
    const { plan, state } = each('{{ trigger.list }}', { trigger: { list: [1, 2] } });
    const stuck = (rounds: number) => {
      const before: RunState = { ...structuredClone(state), rounds, steps: {}, activations: {} };
      before.activations.root = {
        key: 'root',
        scopeId: 'root',
        path: '',
        edges: {},
        unsettled: 1,
        isClosed: false,
      };
      before.steps.it = {
        key: 'it',
        stepId: 'it',
        nodeId: 'it',
        path: '',
        generation: 0,
        status: 'running',
        startedAt: at,
      };
      before.ready = [{ type: 'run', activation: 'root', stepId: 'it' }];
      return step(plan, before, { type: 'timer-fired', at, key: '~breath' }).state.steps.it;
    };
    expect(stuck(24_998)?.status).toBe('running');
    expect(stuck(24_999)).toMatchObject(stuckWith('TOO_MANY_ROUNDS'));
  });
});

describe('a loop', () => {
  const loop = (until: string, more: { max?: number; collect?: Json; to?: Record<string, string[]> } = {}) =>
    begun(
      [
        aStep('scope', 'it', { bodyScopeId: 'body', to: more.to ?? { done: [] } }),
        aStep('call', 'work', { scopeId: 'body' }),
      ],
      {
        scopes: [
          {
            id: 'body',
            kind: 'loop',
            parentId: 'root',
            until,
            max: more.max ?? 3,
            collect: more.collect ?? '{{ steps.work }}',
          },
        ],
      },
    );
  const turned = (of: ReturnType<typeof loop>, ...outputs: Json[]) =>
    outputs.reduce<RunState>(
      (state, output, index) =>
        step(of.plan, state, { type: 'call-finished', at, key: `work@${index}`, output }).state,
      of.state,
    );

  it('gives each round what the round before gave, and lets the round before go', () => {
    const of = loop('item == 9');
    expect(of.state.activations['body@0']).toMatchObject({ index: 0, item: null });
    const second = turned(of, 7);
    expect(second.activations['body@1']).toMatchObject({ index: 1, item: 7, openedBy: 'it' });
    expect(second.activations['body@0']).toBeUndefined();
    expect(second.steps.it?.progress).toMatchObject({ opened: 2, finished: 1, total: 3 });
    expect(second.rounds).toBe(2);
    expect(turned(of, 7, 9).steps.it).toMatchObject({
      port: 'done',
      output: { result: 9, turns: 2, isMet: true },
    });
  });

  it('that is not met ends by its own port where it has one', () => {
    expect(turned(loop('false', { max: 1 }), 7).steps.it).toMatchObject({
      port: 'done',
      output: { isMet: false, turns: 1 },
    });
    const exhausted = loop('false', { max: 1, to: { done: [], exhausted: [] } });
    expect(turned(exhausted, 7).steps.it).toMatchObject({ port: 'exhausted' });
    const met = loop('true', { max: 1, to: { done: [], exhausted: [] } });
    expect(turned(met, 7).steps.it).toMatchObject({ port: 'done' });
  });

  it('whose condition cannot be told stands still', () => {
    const unknown = turned(loop('trigger.is.not.there'), 7).steps.it;
    expect(unknown?.status).toBe('stuck');
    expect(unknown?.failure?.code).not.toBe('CONDITION_NOT_BOOLEAN');
    expect(turned(loop('1'), 7).steps.it).toMatchObject(stuckWith('CONDITION_NOT_BOOLEAN'));
  });

  it('goes on behind the last round that it was given', () => {
    const { plan } = loop('false', { max: 9 });
    const start = { runId: 'run_1', trigger: {}, triggerNodeId: 'start', worker: null };
    const seedItems = { it: { results: { 4: 'five' }, skipped: [] } };
    const { state } = startRun(plan, { ...start, seedItems }, at);
    expect(state.activations['body@5']).toMatchObject({ index: 5, item: 'five' });
  });
});

describe('an end', () => {
  it('may have an outcome of any kind, and is over with its output', () => {
    const { state, effects } = begun(
      [aStep('end', 'it', { outcome: '{{ trigger.n }}', output: '{{ trigger.n }}' })],
      { trigger: { n: 7 } },
    );
    expect(state).toMatchObject({ status: 'completed', outcome: '7', output: 7 });
    expect(effects).toEqual([{ type: 'complete', outcome: '7', output: 7 }]);
    expect(stateOf(aStep('end', 'it', { outcome: nothing }))?.status).toBe('stuck');
  });

  it('that fails the run says why, and stands still where that cannot be told', () => {
    const { state } = begun(
      [aStep('fail', 'it', { code: '{{ trigger.n }}', message: 'Nr. {{ trigger.n }}' })],
      { trigger: { n: 7 } },
    );
    expect(state).toMatchObject({ status: 'failed', failure: { code: '7', message: 'Nr. 7' } });
    expect(state.steps.it).toMatchObject({ status: 'failed', endedAt: at, failure: { code: '7' } });
    expect(stateOf(aStep('fail', 'it', { code: nothing }))?.status).toBe('stuck');
  });
});

it('a run whose plan has no trigger for it fails by name', () => {
  const plan: Plan = aPlan([aStep('trigger', 'other', { to: [] }), aStep('compute', 'start')]);
  const { state } = startRun(plan, { runId: 'r', trigger: {}, triggerNodeId: 'start', worker: null }, at);
  expect(state).toMatchObject({ status: 'failed', failure: { code: 'TRIGGER_MISSING' } });
});

it('a plan without anything behind its trigger is done at once, and other triggers are passed over', () => {
  const plan = aPlan([
    aStep('trigger', 'start'),
    aStep('trigger', 'other', { to: ['behind'] }),
    aStep('compute', 'behind'),
  ]);
  const { state } = startRun(plan, { runId: 'r', trigger: {}, triggerNodeId: 'start', worker: null }, at);
  expect(state).toMatchObject({ status: 'completed', outcome: 'done', output: null });
  expect(state.steps).toMatchObject({ other: { status: 'skipped' }, behind: { status: 'skipped' } });
});
