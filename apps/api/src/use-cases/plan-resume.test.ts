import { compilePlaybook } from '@dayshift/compiler';
import { type SimulatedWorld, simulate } from '@dayshift/engine';
import { planResume, type ResumeQuestion } from '@dayshift/engine/resume';
import type { Failure, Graph, Json, Plan, RunState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';

function compiled(graph: Graph, version: number): Plan {
  const { plan, problems } = compilePlaybook(graph, { playbookId: 'pb', version });
  if (!plan) throw new Error(JSON.stringify(problems));
  return plan;
}

const look = { status: 200, headers: {}, body: { sum: 49 } };
const refusedFor =
  (effect: Failure['effect']): SimulatedWorld['call'] =>
  (call) =>
    call.stepId.startsWith('send')
      ? { failure: { code: 'HTTP_422', message: 'no', ...(effect && { effect }) } }
      : { output: look };
const fine: SimulatedWorld['call'] = (call) => ({
  output: call.stepId.startsWith('send') ? { ...look, body: { id: 'R1' } } : look,
});

function ran(plan: Plan, call: SimulatedWorld['call'], answer?: SimulatedWorld['answer']): RunState {
  const start = { runId: 'run_1', trigger: { order: '1' } as Json, triggerNodeId: 'start', worker: null };
  return simulate(plan, start, { call, ...(answer && { answer }) }).state;
}

function ask(of: Partial<ResumeQuestion> & Pick<ResumeQuestion, 'state' | 'before' | 'after'>) {
  return planResume({
    runId: 'run_1',
    toVersion: of.after.version,
    isOpen: true,
    hasNewTrigger: false,
    redo: [],
    inheritedKeys: {},
    ...of,
  });
}
const said = (answer: ReturnType<typeof planResume>) =>
  answer.steps.map(({ key, action }) => `${key} ${action}`);

const v1 = compiled(lookUpAndSend(), 1);
const v2 = compiled(
  lookUpAndSend({ decides: 'alone' }, { sum: '{{ steps.look.body.sum }}', reason_code: 'late' }),
  2,
);

describe('resuming', () => {
  it('a refused step that was fixed is done again and what finished before it is kept', () => {
    const answer = ask({ state: ran(v1, refusedFor('not-happened')), before: v1, after: v2 });
    expect(said(answer)).toEqual(['start reuse', 'look reuse', 'send redo', 'done new']);
    expect(answer.steps[2]?.why).toBe('changed in v2; never went through, nothing is doubled');
    expect(answer.steps[1]?.why).toBe('49');
    expect(answer).toMatchObject({ repeats: [], problems: [], inheritedKeys: {} });
    expect(Object.keys(answer.seed)).toEqual(['start', 'look']);
  });

  it('carried out by the engine it repeats nothing that finished', () => {
    const state = ran(v1, refusedFor('not-happened'));
    const { seed } = ask({ state, before: v1, after: v2, isOpen: false });
    const asked: string[] = [];
    const resumed = simulate(
      v2,
      { runId: 'run_2', trigger: state.trigger, triggerNodeId: 'start', worker: null, seed },
      {
        call: (call) => {
          asked.push(call.stepId);
          return fine(call);
        },
      },
    );
    expect(resumed.state).toMatchObject({ status: 'completed', outcome: 'refunded' });
    expect(asked).toEqual(['send']);
  });

  it('what may have been sent keeps its key in the new run, so that it cannot happen twice', () => {
    const answer = ask({ state: ran(v1, refusedFor('unknown')), before: v1, after: v1, isOpen: false });
    expect(answer.steps.find(({ key }) => key === 'send')).toMatchObject({
      action: 'redo',
      repeatsEffect: false,
    });
    expect(answer.inheritedKeys).toEqual({ send: 'run_1' });
    const again = ask({
      state: ran(v1, refusedFor('unknown')),
      before: v1,
      after: v1,
      isOpen: false,
      inheritedKeys: { send: 'run_0' },
    });
    expect(again.inheritedKeys).toEqual({ send: 'run_0' });
  });

  it('what may have been sent and says something else now needs a tick', () => {
    const state = ran(v1, refusedFor('unknown'));
    const unticked = ask({ state, before: v1, after: v2 });
    expect(unticked.problems).toHaveLength(1);
    const ticked = ask({ state, before: v1, after: v2, redo: ['send'] });
    expect(ticked).toMatchObject({ problems: [], repeats: ['send'] });
  });

  it('what was sent is never sent again unless ticked, even when it changed', () => {
    const state = ran(v1, fine);
    const kept = ask({ state, before: v1, after: v2, isOpen: false });
    // The end is reached again: it ends the new run.
    expect(said(kept)).toEqual(['start reuse', 'look reuse', 'send reuse', 'done redo']);
    expect(kept.repeats).toEqual([]);
    const ticked = ask({ state, before: v1, after: v2, isOpen: false, redo: ['send'] });
    expect(said(ticked)).toEqual(['start reuse', 'look reuse', 'send redo', 'done redo']);
    expect(ticked.repeats).toEqual(['send']);
  });

  it('starting again at a step redoes what only reads behind it, not what was sent', () => {
    const answer = ask({ state: ran(v1, fine), before: v1, after: v1, isOpen: false, fromNodeId: 'look' });
    expect(said(answer)).toEqual(['start reuse', 'look redo', 'send reuse', 'done redo']);
    expect(answer.steps[2]).toMatchObject({ mayRedo: true, why: expect.stringContaining('not sent again') });
    expect(ask({ state: ran(v1, fine), before: v1, after: v1, fromNodeId: 'nowhere' }).problems).toHaveLength(
      1,
    );
  });

  it('a new input is for a new run only, and then everything that reads it is done again', () => {
    const state = ran(v1, refusedFor('not-happened'));
    expect(ask({ state, before: v1, after: v1, hasNewTrigger: true }).problems).toHaveLength(1);
    const answer = ask({ state, before: v1, after: v1, hasNewTrigger: true, isOpen: false });
    expect(said(answer)).toEqual(['start redo', 'look redo', 'send redo', 'done new']);
    expect(answer.seed).toEqual({});
  });

  it('a removed step is told, and its result dropped', () => {
    const without = compiled(
      aGraph(
        lookUpAndSend()
          .nodes.filter(({ id }) => id !== 'send')
          .map((node) => (node.id === 'done' ? { ...node, config: { outcome: 'x' } } : node)),
        ['start:out>look', 'look:done>done'],
      ),
      2,
    );
    const answer = ask({ state: ran(v1, refusedFor('not-happened')), before: v1, after: without });
    expect(said(answer)).toEqual(['start reuse', 'look reuse', 'done new', 'send removed']);
  });
});

describe('resuming after a question', () => {
  const gated = compiled(lookUpAndSend({ decides: 'ask' }), 1);
  const changed = compiled(lookUpAndSend({ decides: 'ask' }, { sum: 1 }), 2);
  const yes: SimulatedWorld['answer'] = () => ({ verdict: 'approve' });

  it('an answer is kept while nothing about it changed', () => {
    const answer = ask({ state: ran(gated, refusedFor('not-happened'), yes), before: gated, after: gated });
    expect(said(answer)).toEqual(['start reuse', 'look reuse', 'send.ask reuse', 'send redo', 'done new']);
    expect(answer.seed['send.ask']).toMatchObject({ port: 'approved', isDecision: true });
  });

  it('what was approved and says something else now is asked again', () => {
    const answer = ask({ state: ran(gated, refusedFor('not-happened'), yes), before: gated, after: changed });
    expect(said(answer)).toEqual([
      'start reuse',
      'look reuse',
      'send.ask ask-again',
      'send redo',
      'done new',
    ]);
  });

  it('an open question of an open run stays open when nothing about it changed', () => {
    const state = ran(gated, fine);
    expect(said(ask({ state, before: gated, after: gated }))).toEqual([
      'start reuse',
      'look reuse',
      'send.ask reuse',
      'send new',
      'done new',
    ]);
    expect(ask({ state, before: gated, after: gated }).seed['send.ask']).toBeUndefined();
    expect(said(ask({ state, before: gated, after: gated, isOpen: false }))[2]).toBe('send.ask ask-again');
  });
});

describe('resuming inside a container', () => {
  const each = (url: string) =>
    aGraph(
      [
        aNode('start', 'manual', { fields: [] }),
        aNode(
          'items',
          'for-each',
          { items: '[1, 2, 3]', collect: '{{ steps.send.status }}' },
          { size: { width: 400, height: 300 } },
        ),
        aNode(
          'send',
          'http-request',
          { method: 'POST', url, body: { n: '{{ item }}' } },
          { parentId: 'items' },
        ),
        aNode('done', 'end', { outcome: 'ok' }),
      ],
      ['start:out>items', 'items:done>done'],
    );
  const before = compiled(each('https://a.example'), 1);
  const third: SimulatedWorld['call'] = (call) =>
    call.key === 'send@2'
      ? { failure: { code: 'HTTP_422', message: 'no', effect: 'not-happened' } }
      : { output: look };

  it('items that went through keep what they gave, and only the others are looked at', () => {
    const answer = ask({ state: ran(before, third), before, after: compiled(each('https://b.example'), 2) });
    expect(said(answer)).toEqual(['start reuse', 'items reuse', 'send@2 redo', 'done new']);
    expect(answer.steps[1]?.why).toBe('changed in v2; goes on; 2 of 3 inside are done and stay so');
    expect(answer).toMatchObject({
      repeats: [],
      goOn: ['items'],
      seedItems: { items: { results: { 0: 200, 1: 200 } } },
    });
    expect(Object.keys(answer.seed)).toEqual(['start']);
  });

  it('a run that failed goes on in a new one with the items it had', () => {
    const state = ran(before, third);
    const { seed, seedItems } = ask({ state, before, after: before, isOpen: false });
    const asked: string[] = [];
    const { state: resumed } = simulate(
      before,
      { runId: 'run_2', trigger: {}, triggerNodeId: 'start', worker: null, seed, seedItems },
      {
        call: ({ key }) => {
          asked.push(key);
          return { output: look };
        },
      },
    );
    expect(asked).toEqual(['send@2']);
    expect(resumed.steps.items?.output).toEqual({ items: [200, 200, 200], count: 3 });
  });

  it('a container that finished unchanged is kept whole', () => {
    const answer = ask({
      state: ran(before, () => ({ output: look })),
      before,
      after: before,
      isOpen: false,
    });
    expect(answer.steps.map(({ key, action }) => `${key} ${action}`)).toEqual([
      'start reuse',
      'items reuse',
      'done redo',
    ]);
  });
});
