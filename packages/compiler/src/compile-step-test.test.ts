import { describe, expect, test } from 'vitest';
import { aGraph, answerOrRefund, told } from './a-graph.test-support.ts';
import { compileStepTest } from './compile-step-test.ts';

const testOf = (nodeId: string, graph = answerOrRefund(), nodeIds = ['customer', 'orders', 'understand']) =>
  compileStepTest(graph, nodeId, {
    playbookId: 'p',
    recorded: { triggerNodeId: 'mail', nodeIds: new Set(nodeIds) },
  });

const ready = (...of: Parameters<typeof testOf>) => {
  const answer = testOf(...of);
  if (answer.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer;
};

describe('a step that is tested on its own', () => {
  test('is given what the steps before it last gave, and nothing comes after it', () => {
    const { plan, sampled, triggerNodeId } = ready('understand');
    expect([triggerNodeId, sampled]).toEqual(['mail', ['customer', 'orders']]);
    expect(plan.steps.map(({ id, kind, ports }) => [id, kind, ports.flatMap(({ to }) => to)])).toEqual([
      ['mail', 'trigger', ['customer', 'orders']],
      ['customer', 'compute', ['understand']],
      ['orders', 'compute', ['understand']],
      ['understand', 'call', ['understand.failed']],
      ['understand.failed', 'fail', []],
    ]);
  });

  test('is tried once', () => {
    const call = ready('understand').plan.steps.find(({ id }) => id === 'understand');
    expect(call).toMatchObject({ kind: 'call', patience: { attempts: 1 } });
  });

  test('still asks first where a person decides', () => {
    const { plan } = ready('refund');
    expect(plan.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['switch', 'approve', 'call', 'fail']),
    );
  });

  test('does not mind what is wrong elsewhere, and names what is wrong with itself', () => {
    const graph = answerOrRefund();
    const broken = (id: string) => ({
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === id ? { ...node, config: { ...node.config, url: '' } } : node,
      ),
    });
    expect(testOf('understand', broken('refund')).kind).toBe('ready');
    const answer = testOf('refund', broken('refund'));
    expect(answer.kind === 'has-problems' && told(answer.problems)).toEqual(['PB3008 refund.url']);
  });

  test('names what it reads that has not run yet', () => {
    expect(testOf('understand', answerOrRefund(), ['orders'])).toEqual({
      kind: 'lacks-samples',
      titles: ['Load customer'],
    });
    const never = compileStepTest(answerOrRefund(), 'customer', {
      playbookId: 'p',
      recorded: { nodeIds: new Set() },
    });
    expect(never).toEqual({ kind: 'lacks-samples', titles: ['Mail received'] });
  });

  test('needs no trigger when it reads none', () => {
    const graph = aGraph({ sum: { type: 'set-fields', config: { fields: { total: '{{ 1 + 2 }}' } } } });
    const answer = compileStepTest(graph, 'sum', { playbookId: 'p', recorded: { nodeIds: new Set() } });
    expect(answer).toMatchObject({ kind: 'ready', triggerNodeId: 'sum', sampled: [] });
  });

  test('is no trigger, wait, end or question, and nothing inside a loop', () => {
    for (const nodeId of ['mail', 'answered', 'nowhere'])
      expect(testOf(nodeId).kind, nodeId).toBe('cannot-be-tested');
    const looped = aGraph({
      each: { type: 'for-each', config: { items: '[1]' } },
      inner: { type: 'set-fields', parentId: 'each', config: { fields: { a: 1 } } },
      ask: { type: 'approval', config: { title: 'Shall we?' } },
      off: { type: 'set-fields', isDisabled: true, config: { fields: { a: 1 } } },
    });
    for (const nodeId of ['each', 'inner', 'ask', 'off'])
      expect(testOf(nodeId, looped), nodeId).toMatchObject({ kind: 'cannot-be-tested' });
    expect(testOf('inner', looped)).toMatchObject({ why: expect.stringContaining('“each”') });
  });
});
