import { checkSource } from '@dayshift/expressions';
import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { checkGraph, toTypeScope } from './check-graph.ts';
import { inReadingOrder, troublesOf } from './troubles.ts';

const graph = aGraph(
  [
    aNode('form', {
      type: 'manual',
      config: { fields: [{ name: 'order', kind: 'text', isRequired: true }] },
    }),
    aNode('load', {
      type: 'http-request',
      key: 'load',
      config: { method: 'GET', url: '' },
      position: { x: 0, y: 110 },
    }),
    aNode('end', { type: 'end', config: { outcome: 'done' }, position: { x: 0, y: 220 } }),
  ],
  ['form:out > load', 'load > end'],
);

describe('the check in the worker', () => {
  it('answers with plain data that can cross to the page, and means the same there', () => {
    const answer = structuredClone(checkGraph(graph, 'end'));
    expect(answer.problems.some((problem) => problem.nodeId === 'load' && problem.field === 'url')).toBe(
      true,
    );
    if (!answer.scopes) throw new Error('the scopes are missing');
    const scope = toTypeScope(answer.scopes.before);
    expect(checkSource('steps.load.status + 1', scope).problems).toEqual([]);
    expect(checkSource('steps.load.statuss', scope).problems).toHaveLength(1);
    expect(checkSource('trigger.order', scope).problems).toEqual([]);
  });

  it('asks for no scope when nothing is selected', () => {
    expect(checkGraph(graph, undefined).scopes).toBeUndefined();
  });
});

describe('problems on the drawing', () => {
  const at = (nodeId: string, severity: 'error' | 'warning' | 'info') => ({
    code: 'PB',
    severity,
    message: `${severity} at ${nodeId}`,
    nodeId,
  });

  it('mark a card with its worst one; hints mark nothing', () => {
    const troubles = troublesOf([at('a', 'warning'), at('a', 'error'), at('b', 'info')]);
    expect(troubles.get('a')).toEqual({ severity: 'error', message: 'error at a' });
    expect(troubles.has('b')).toBe(false);
  });

  it('are listed errors first, then from top to bottom', () => {
    const listed = inReadingOrder([at('end', 'error'), at('form', 'warning'), at('load', 'error')], graph);
    expect(listed.map((problem) => problem.nodeId)).toEqual(['load', 'end', 'form']);
  });
});
