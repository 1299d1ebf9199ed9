import type { Json, Plan } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { type SimulatedWorld, simulate } from './simulate.ts';
import { startRun } from './start-run.ts';
import { aPlan, aStep } from './testing/plans.ts';
import { step } from './testing/step.ts';

const start = { runId: 'run_1', trigger: { amount: 49 }, triggerNodeId: 'start', worker: { name: 'Hiro' } };
const echo: SimulatedWorld = { call: ({ input }) => ({ output: input }) };

function outcomeOf(plan: Plan, world: SimulatedWorld = echo) {
  return simulate(plan, start, world);
}

describe('a run that works with a lot', () => {
  const big = {
    ...start,
    trigger: { text: 'x'.repeat(400_000), list: Array.from({ length: 9_000 }, () => 1) },
  };
  const copies = Array.from({ length: 3 }, () => '{{ trigger.text }}');
  it.each([
    aStep('call', 'step', { input: copies }),
    aStep('approve', 'step', { request: { title: 'Well?', assignee: 'Ada', fields: copies } }),
    aStep('compute', 'step', { output: copies }),
    aStep('end', 'step', { outcome: 'done', output: copies }),
  ])('is stuck by name where a $kind would take more than a task can carry', (tooMuch) => {
    const plan = aPlan([aStep('trigger', 'start', { to: ['step'] }), tooMuch]);
    const { state, effects } = simulate(plan, big, echo);
    expect(state.steps.step).toMatchObject({ status: 'stuck', failure: { code: 'VALUE_TOO_LARGE' } });
    expect(effects).toEqual([]);
  });
});

describe('a run', () => {
  it('goes from its trigger through a call to an end with an outcome', () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['load'] }),
      aStep('call', 'load', { input: { double: '{{ trigger.amount * 2 }}' }, to: ['finish'] }),
      aStep('end', 'finish', { outcome: 'answered', output: '{{ steps.load.double }}' }),
    ]);
    const { state } = outcomeOf(plan);
    expect(state).toMatchObject({ status: 'completed', outcome: 'answered', output: 98 });
  });

  it('takes one branch of a switch and still passes the join behind it', () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['kind'] }),
      aStep('switch', 'kind', {
        cases: [{ port: 'small', when: 'trigger.amount < 50' }],
        to: { small: ['a'], otherwise: ['b'] },
      }),
      aStep('compute', 'a', { output: 'small', to: ['join'] }),
      aStep('compute', 'b', { output: 'big', to: ['join'] }),
      aStep('compute', 'join', { output: '{{ steps.a }}' }),
    ]);
    const { state } = outcomeOf(plan);
    expect(state.steps.b?.status).toBe('skipped');
    expect(state.steps.join).toMatchObject({ status: 'done', output: 'small' });
    expect(state.status).toBe('completed');
  });

  it('waits for both parallel branches before a join of all, and only for the first before a join of any', () => {
    const world: SimulatedWorld = {
      call: ({ stepId }) => ({ output: stepId, tookMs: stepId === 'slow' ? 500 : 10 }),
    };
    const plan = (join: 'all' | 'any') =>
      aPlan([
        aStep('trigger', 'start', { to: ['fast', 'slow'] }),
        aStep('call', 'fast', { to: ['next'] }),
        aStep('call', 'slow', { to: ['next'] }),
        aStep('compute', 'next', { join }),
      ]);
    expect(outcomeOf(plan('all'), world).state.steps.next?.startedAt).toBe(500);
    expect(outcomeOf(plan('any'), world).state.steps.next?.startedAt).toBe(10);
  });

  it('works through a list with limited concurrency and collects the results by index', () => {
    let active = 0;
    const world: SimulatedWorld = {
      call: ({ input, key }) => ({ output: input, tookMs: key.endsWith('0') ? 50 : 10 }),
    };
    const plan = aPlan(
      [
        aStep('trigger', 'start', { to: ['each'] }),
        aStep('scope', 'each', { bodyScopeId: 'body' }),
        aStep('call', 'work', { scopeId: 'body', input: '{{ item * 10 }}' }),
      ],
      [
        {
          id: 'body',
          kind: 'map',
          parentId: 'root',
          items: '{{ [1, 2, 3, 4, 5] }}',
          concurrency: 2,
          collect: '{{ steps.work }}',
        },
      ],
    );
    const { state, effects } = outcomeOf(plan, world);
    for (const effect of effects) if (effect.type === 'call') active += 1;
    expect(active).toBe(5);
    expect(state.steps.each?.output).toEqual({ items: [10, 20, 30, 40, 50], count: 5 });
  });

  it('repeats a body until its condition holds, and at most as often as allowed', () => {
    const plan = (max: number) =>
      aPlan(
        [
          aStep('trigger', 'start', { to: ['again'] }),
          aStep('scope', 'again', { bodyScopeId: 'body' }),
          aStep('compute', 'turn', { scopeId: 'body', output: '{{ index + 1 }}' }),
        ],
        [
          {
            id: 'body',
            kind: 'loop',
            parentId: 'root',
            until: 'steps.turn >= 3',
            max,
            collect: '{{ steps.turn }}',
          },
        ],
      );
    expect(outcomeOf(plan(10)).state.steps.again?.output).toEqual({ result: 3, turns: 3, isMet: true });
    expect(outcomeOf(plan(2)).state.steps.again?.output).toEqual({ result: 2, turns: 2, isMet: false });
  });

  it('sleeps until an instant in virtual time', () => {
    const plan = aPlan([
      aStep('trigger', 'start', { to: ['pause'] }),
      aStep('wait', 'pause', { seconds: undefined, until: '1970-01-06T00:00:00Z' }),
    ]);
    const { state, tookMs } = outcomeOf(plan);
    expect(state.status).toBe('completed');
    expect(tookMs).toBe(5 * 86_400_000);
  });

  it('survives 6,000 pure steps in a row by taking a breath', () => {
    const ids = Array.from({ length: 6000 }, (_, index) => `s${index}`);
    const steps = ids.map((id, index) =>
      aStep('compute', id, { to: ids[index + 1] ? [ids[index + 1] as string] : [] }),
    );
    const { state, effects } = outcomeOf(aPlan([aStep('trigger', 'start', { to: ['s0'] }), ...steps]));
    expect(state.status).toBe('completed');
    expect(effects.filter((effect) => effect.type === 'start-timer').length).toBeGreaterThan(1);
  });
});

describe('a failing step', () => {
  const refused: SimulatedWorld = {
    call: () => ({ failure: { code: 'HTTP_422', message: 'reason_code missing', effect: 'not-happened' } }),
  };
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['refund'] }),
    aStep('call', 'refund', { to: ['reply'] }),
    aStep('compute', 'reply', { output: '{{ steps.refund }}' }),
  ]);

  it('leaves by its error port where one is drawn, and the failure can be read behind it', () => {
    const withPort = aPlan([
      aStep('trigger', 'start', { to: ['refund'] }),
      aStep('call', 'refund', { to: { done: [], error: ['person'] } }),
      aStep('compute', 'person', { output: '{{ error.message }}' }),
    ]);
    expect(outcomeOf(withPort, refused).state.steps.person?.output).toBe('reason_code missing');
  });

  it('parks the run, which stays open', () => {
    const { state } = outcomeOf(plan, refused);
    expect(state.status).toBe('open');
    expect(state.steps.refund).toMatchObject({ status: 'stuck', failure: { code: 'HTTP_422' } });
  });

  it('gets a fresh key on retry when the effect certainly did not happen, and the same key when nobody knows', () => {
    const stuck = outcomeOf(plan, refused).state;
    const control = {
      type: 'control-received',
      at: 9,
      commandId: 'c1',
      by: 'you',
      verb: 'retry',
      key: 'refund',
    } as const;
    const again = step(plan, stuck, control);
    expect(again.effects).toMatchObject([{ type: 'call', key: 'refund!1', generation: 1 }]);
    const unknown: SimulatedWorld = {
      call: () => ({ failure: { code: 'TIMED_OUT', message: 'no answer', effect: 'unknown' } }),
    };
    const same = step(plan, outcomeOf(plan, unknown).state, control);
    expect(same.effects).toMatchObject([{ type: 'call', key: 'refund', generation: 0 }]);
  });

  it('can be skipped or given an output, and the same command twice counts once', () => {
    const stuck = outcomeOf(plan, refused).state;
    const command = {
      type: 'control-received',
      at: 9,
      commandId: 'c1',
      by: 'you',
      verb: 'set-output',
      key: 'refund',
      output: 'by hand',
    } as const;
    const done = step(plan, stuck, command);
    expect(done.state.steps.reply?.output).toBe('by hand');
    expect(done.state.status).toBe('completed');
    expect(step(plan, done.state, command)).toEqual({ state: done.state, effects: [] });
  });

  it('goes on with a fixed plan: finished steps are kept, the failed one is done again under a fresh key', () => {
    const long = aPlan([
      aStep('trigger', 'start', { to: ['load'] }),
      aStep('call', 'load', { to: ['refund'] }),
      aStep('call', 'refund', { to: ['reply'] }),
      aStep('compute', 'reply', { output: '{{ steps.load }}' }),
    ]);
    const failing: SimulatedWorld = {
      call: ({ stepId }) =>
        stepId === 'load'
          ? { output: 'Lena' }
          : { failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } },
    };
    const stuck = outcomeOf(long, failing).state;
    const fixed = aPlan(
      long.steps.map(
        (each) =>
          (each.id === 'refund' ? { ...each, input: { reason_code: 'duplicate' } } : each) as typeof each,
      ),
      [],
      2,
    );
    const seed = {
      start: { port: 'out', output: start.trigger as Json, startedAt: 0, endedAt: 0 },
      load: { port: 'done', output: 'Lena', startedAt: 0, endedAt: 1 },
    };
    const swapped = step(long, stuck, {
      type: 'control-received',
      at: 50,
      commandId: 'c9',
      by: 'you',
      verb: 'swap-plan',
      plan: fixed,
      seed,
    });
    expect(swapped.effects.filter((effect) => effect.type === 'call')).toMatchObject([
      { key: 'refund!1', input: { reason_code: 'duplicate' } },
    ]);
    expect(swapped.state.steps.load).toMatchObject({ isReused: true, output: 'Lena' });
    const finished = step(fixed, swapped.state, {
      type: 'call-finished',
      at: 60,
      key: 'refund!1',
      output: 'ok',
    });
    expect(finished.state).toMatchObject({ status: 'completed' });
    expect(finished.state.steps.reply?.output).toBe('Lena');
  });

  it('goes on with a fixed plan without repeating an effect that finished after the person looked', () => {
    const before = aPlan([
      aStep('trigger', 'start', { to: ['refund', 'notify'] }),
      aStep('call', 'refund', {}),
      aStep('call', 'notify', { effect: 'key' }),
    ]);
    const first = startRun(before, start, 0).state;
    const failure = { code: 'HTTP_422', message: 'no', effect: 'not-happened' as const };
    const looked = step(before, first, { type: 'call-failed', at: 10, key: 'refund', failure }).state;
    const since = step(before, looked, {
      type: 'call-finished',
      at: 20,
      key: 'notify',
      output: 'sent',
    }).state;
    const after = aPlan(
      before.steps.map((each) =>
        each.id === 'refund' ? ({ ...each, input: 'fixed' } as typeof each) : each,
      ),
      [],
      2,
    );
    const swapped = step(before, since, {
      type: 'control-received',
      at: 30,
      commandId: 'c10',
      by: 'you',
      verb: 'swap-plan',
      plan: after,
      seed: { start: { port: 'out', output: null, startedAt: 0, endedAt: 0 } },
      plannedAt: 10,
    });
    expect(swapped.effects.flatMap((effect) => (effect.type === 'call' ? [effect.key] : []))).toEqual([
      'refund!1',
    ]);
    expect(swapped.state.steps.notify).toMatchObject({ status: 'done', output: 'sent', isReused: true });
  });
});

describe('an approval', () => {
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('approve', 'ask', {
      request: {
        title: 'Refund?',
        assignee: 'You',
        dueSeconds: 60,
        action: { operation: 'http.request', input: { amount: '{{ trigger.amount }}' } },
      },
      to: { approved: ['refund'], rejected: ['no'], expired: ['late'] },
    }),
    aStep('call', 'refund', { approvedBy: 'ask', input: { amount: '{{ trigger.amount }}' } }),
    aStep('compute', 'no'),
    aStep('compute', 'late'),
  ]);

  it('executes the edited input after an edit, and names the approval it came from', () => {
    const { effects } = outcomeOf(plan, {
      ...echo,
      answer: () => ({ verdict: 'approve', input: { amount: 40 }, isEdited: true }),
    });
    expect(effects.find((effect) => effect.type === 'call')).toMatchObject({
      input: { amount: 40 },
      approvalId: 'run_1:ask',
    });
  });

  it('leaves by rejected after a no, and nothing is executed', () => {
    const { state, effects } = outcomeOf(plan, { ...echo, answer: () => ({ verdict: 'reject' }) });
    expect(state.steps.no?.status).toBe('done');
    expect(effects.some((effect) => effect.type === 'call')).toBe(false);
  });

  it('expires by its own port: a timeout never approves', () => {
    const { state, effects } = outcomeOf(plan);
    expect(state.steps.late?.status).toBe('done');
    expect(effects.some((effect) => effect.type === 'call')).toBe(false);
    expect(effects).toContainEqual({ type: 'expire-approval', key: 'ask', approvalId: 'run_1:ask' });
  });

  it('takes a decision that arrives before the question, and ignores a second one', () => {
    const decision = {
      type: 'approval-answered',
      at: 1,
      approvalId: 'run_1:ask',
      decisionId: 'd1',
      verdict: 'approve',
      isEdited: false,
      by: 'you',
    } as const;
    const slow = aPlan([
      aStep('trigger', 'start', { to: ['load'] }),
      aStep('call', 'load', { to: ['ask'] }),
      ...plan.steps.slice(1),
    ]);
    const first = startRun(slow, start, 0);
    const early = step(slow, first.state, decision);
    const asked = step(slow, early.state, { type: 'call-finished', at: 2, key: 'load', output: null });
    expect(asked.effects.map((effect) => effect.type)).toEqual([
      'ask',
      'start-timer',
      'stop-timer',
      'close-approval',
      'call',
    ]);
    expect(step(slow, asked.state, decision).effects).toEqual([]);
  });
});
