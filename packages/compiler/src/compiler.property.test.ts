import type { Graph } from '@dayshift/model';
import { nodeTypes } from '@dayshift/nodes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsAt, typeScopeAt } from './available-at.ts';
import { compilePlaybook } from './compile-playbook.ts';
import { diffGraphs } from './diff-graphs.ts';

const id = fc.constantFrom(...'abcdefghijklmno'.split(''));
const configs = nodeTypes.flatMap((nodeType) =>
  [nodeType.starter, ...nodeType.examples.map(({ config }) => config)].map((config) => ({
    type: nodeType.type,
    config,
  })),
);
const ports = [
  'out',
  'done',
  'error',
  'approved',
  'rejected',
  'expired',
  'otherwise',
  'billing',
  'exhausted',
  'yes',
];

const node = fc
  .record({
    id,
    what: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...configs) },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constantFrom('teleport', 'wait'),
          config: fc.dictionary(fc.string(), fc.jsonValue()),
        }),
      },
    ),
    parentId: fc.option(id, { nil: undefined, freq: 3 }),
    join: fc.constantFrom('all', 'any', undefined),
    isDisabled: fc.constantFrom(true, false, false, undefined),
  })
  .map(({ id, what, parentId, join, isDisabled }) => ({
    id,
    type: what.type,
    typeVersion: 1,
    key: id,
    title: id.toUpperCase(),
    config: what.config as Graph['nodes'][number]['config'],
    position: { x: 0, y: 0 },
    ...(parentId ? { parentId } : {}),
    ...(join ? { join: join as 'all' | 'any' } : {}),
    ...(isDisabled === undefined ? {} : { isDisabled }),
  }));

const graphOf = (nodes: fc.Arbitrary<Graph['nodes']>): fc.Arbitrary<Graph> =>
  fc.record({
    formatVersion: fc.constant(1),
    nodes,
    edges: fc
      .array(fc.record({ source: id, sourcePort: fc.constantFrom(...ports), target: id }), { maxLength: 40 })
      .map((edges) => edges.map((edge, index) => ({ ...edge, id: `e${index}`, targetPort: 'in' }))),
    notes: fc.constant([]),
  });
const graph = graphOf(fc.array(node, { maxLength: 15 }));
const tidyGraph = graphOf(fc.uniqueArray(node, { maxLength: 15, selector: (each) => each.id }));

test('any graph has an answer: problems with known nodes, and a plan exactly when there is no error', () => {
  fc.assert(
    fc.property(graph, (drawn) => {
      const { problems, plan } = compilePlaybook(drawn, { playbookId: 'p', version: 1 });
      const hasError = problems.some(({ severity }) => severity === 'error');
      expect(plan === undefined).toBe(hasError);
      const ids = new Set(drawn.nodes.map((each) => each.id));
      for (const { nodeId, code } of problems) {
        expect(code).toMatch(/^PB\d{4}$/);
        if (nodeId !== undefined) expect(ids).toContain(nodeId);
      }
      for (const each of drawn.nodes) {
        typeScopeAt(drawn, each.id, 'body');
        stepsAt(drawn, each.id);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('a plan is closed: every port leads to a step of the same scope, every scope has its step', () => {
  fc.assert(
    fc.property(tidyGraph, (drawn) => {
      const { plan } = compilePlaybook(
        { ...drawn, edges: drawn.edges.filter(({ source, target }) => source < target) },
        { playbookId: 'p', version: 1 },
      );
      if (!plan) return;
      const byId = new Map(plan.steps.map((step) => [step.id, step]));
      expect(byId.size).toBe(plan.steps.length);
      expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
      for (const step of plan.steps) {
        for (const { to } of step.ports)
          for (const target of to) expect(byId.get(target)?.scopeId).toBe(step.scopeId);
        if (step.kind === 'call' && step.approvedBy !== undefined)
          expect(byId.get(step.approvedBy)?.kind).toBe('approve');
        if (step.kind === 'scope') expect(plan.scopes.map((scope) => scope.id)).toContain(step.bodyScopeId);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('the difference of a graph with itself is nothing, and any two graphs have one', () => {
  fc.assert(
    fc.property(tidyGraph, tidyGraph, (a, b) => {
      expect(diffGraphs(a, structuredClone(a))).toEqual([]);
      for (const { text } of diffGraphs(a, b)) expect(text).toMatch(/\.$/);
    }),
    { numRuns: 300 },
  );
});
