import type { StepView } from '@dayshift/contracts';
import type { Graph } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.test-support.ts';
import { aGraph, aNode } from './graph-builders.test-support.ts';
import { outputInShort } from './output-in-short.ts';
import { runLightOf } from './run-light.ts';

const aStep = (nodeId: string, part: Partial<StepView> = {}): StepView => ({
  key: part.path === undefined ? nodeId : `${nodeId}@${part.path}`,
  stepId: nodeId,
  nodeId,
  title: nodeId,
  kind: 'call',
  path: '',
  generation: 0,
  status: 'done',
  attempts: [],
  startedAt: 0,
  isReused: false,
  isOverridden: false,
  ...part,
});

const light = (view: { graph: Graph; steps: StepView[] }) =>
  runLightOf({ ...view, nodes: factsOf(view.steps) });

describe('a run on the canvas', () => {
  it('lets what needs attention speak for a node that ran several times', () => {
    const lit = light({
      graph: aGraph([aNode('a')]),
      steps: [
        aStep('a', { path: '0' }),
        aStep('a', {
          path: '1',
          status: 'stuck',
          failure: { code: 'HTTP_422', message: 'reason_code is missing' },
        }),
        aStep('a', { path: '2' }),
      ],
    });
    expect(lit).toEqual({ a: { status: 'stuck', text: 'reason_code is missing' } });
  });

  it('counts rounds, names the way a switch took, and leaves out what was not reached', () => {
    const graph = aGraph([
      aNode('s', {
        type: 'switch',
        config: { cases: [{ port: 'case_1', label: 'billing', when: 'true' }], otherwise: 'anything else' },
      }),
      aNode('b'),
      aNode('c'),
    ]);
    const lit = light({
      graph,
      steps: [
        aStep('s', { kind: 'switch', port: 'case_1' }),
        aStep('b', { path: '0' }),
        aStep('b', { path: '1', status: 'running' }),
      ],
    });
    expect(lit.s?.text).toEqual([{ text: 'billing', isValue: true }]);
    const other = light({ graph, steps: [aStep('s', { kind: 'switch', port: 'otherwise' })] });
    expect(other.s?.text).toEqual([{ text: 'anything else', isValue: true }]);
    expect(lit.b).toEqual({
      status: 'running',
      text: [{ text: '1 of 2', isValue: true }, { text: ' done' }],
    });
    expect('c' in lit).toBe(false);
  });

  it('shows the first plain values of an output, and the body of an answer', () => {
    const text = (output: Parameters<typeof outputInShort>[0]) =>
      outputInShort(output)
        ?.map((part) => part.text)
        .join('');
    expect(text({ intent: 'billing', amount: 49, confidence: 0.931, more: 'x' })).toBe('billing, 49, 0.93');
    expect(text({ status: 200, headers: {}, body: { name: 'Lena Park', orders: [1, 2] } })).toBe(
      'Lena Park, 2 orders',
    );
    const customer = { id: 'C-1', name: 'Lena Park', since: { year: 2023 } };
    expect(text({ status: 200, headers: {}, body: { customer } })).toBe('C-1, Lena Park');
    expect(text({ status: 200, headers: {}, body: { orders: [1] } })).toBe('1 order');
    expect(text('x'.repeat(80))).toBeUndefined();
    expect(text(null)).toBeUndefined();
  });

  it('shows a mail as its subject and who wrote it', () => {
    const mail = {
      messageId: '<1@example.org>',
      from: 'l@example.org',
      fromName: 'Lena Park',
      subject: 'A lamp',
    };
    expect(outputInShort(mail)?.map((part) => part.text)).toEqual(['“A lamp”', ', Lena Park']);
  });
});
