import { expect, test } from 'vitest';
import { aGraph, aNode } from './graph-builders.test-support.ts';
import { portsOf } from './node-facts.ts';
import { toFlowEdges } from './to-flow-edges.ts';

const graph = aGraph(
  [aNode('look', { title: 'Look up', type: 'http-request' }), aNode('refund', { title: 'Refund' })],
  ['look > refund', 'look:error > refund'],
);
const drawn = {
  graph,
  portsOf,
  selected: new Set<string>(),
  runStates: undefined,
  liveEdges: new Set<string>(),
};

test('an arrow is announced by the titles of its steps and the way out it leaves by', () => {
  expect(toFlowEdges(drawn, []).map(({ ariaLabel }) => ariaLabel)).toEqual([
    'Arrow from Look up to Refund',
    'Arrow from Look up, if it fails, to Refund',
  ]);
});

test('in a run it says whether it was taken', () => {
  const [first] = graph.edges;
  const run = {
    ...drawn,
    runStates: { look: { status: 'done' as const } },
    liveEdges: new Set([first?.id ?? '']),
  };
  expect(
    toFlowEdges(run, [])
      .map(({ ariaLabel }) => ariaLabel)
      .sort(),
  ).toEqual(['Arrow from Look up to Refund, taken', 'Arrow from Look up, if it fails, to Refund, not taken']);
});

test('an arrow keeps its object until something of it changes, its name too', () => {
  const before = toFlowEdges(drawn, []);
  expect(toFlowEdges(drawn, before)[0]).toBe(before[0]);
  const renamed = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, title: `${node.title}!` })) };
  expect(toFlowEdges({ ...drawn, graph: renamed }, before)[0]?.ariaLabel).toBe(
    'Arrow from Look up! to Refund!',
  );
});
