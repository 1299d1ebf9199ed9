import { describe, expect, it } from 'vitest';
import { farEdgePaths } from './far-edges.ts';
import { aGraph, aNode, testPorts } from './graph-builders.test-support.ts';
import { toFlowEdges } from './to-flow-edges.ts';
import { toFlowNodes } from './to-flow-nodes.ts';

const none = new Set<string>();

describe('arrows seen from far', () => {
  it('lead from foot to head, inside containers too, and are told apart by how they fared', () => {
    const graph = aGraph(
      [
        aNode('each', { type: 'container', position: { x: 100, y: 100 }, size: { width: 400, height: 300 } }),
        aNode('a', { parentId: 'each', position: { x: 0, y: 0 } }),
        aNode('b', { parentId: 'each', position: { x: 0, y: 110 } }),
        aNode('end', { type: 'end', position: { x: 100, y: 600 } }),
      ],
      ['a > b', 'each > end'],
    );
    const runStates = { a: { status: 'done' as const } };
    const nodes = toFlowNodes(
      { graph, portsOf: testPorts, selected: none, troubles: new Map(), runStates },
      [],
    );
    const edges = toFlowEdges(
      {
        graph,
        portsOf: testPorts,
        selected: none,
        runStates,
        liveEdges: new Set([graph.edges[0]?.id ?? '']),
      },
      [],
    );
    expect(farEdgePaths(nodes, edges)).toEqual({
      travelled: 'M212,170L212,210',
      unreached: 'M300,400L212,600',
    });
  });
});

describe('arrows for the canvas', () => {
  it('are said by the titles of their steps and the exit they leave by', () => {
    const graph = aGraph(
      [aNode('a', { title: 'Refund' }), aNode('b', { title: 'A person takes over' })],
      ['a > b', 'a:error > b'],
    );
    const input = { graph, portsOf: testPorts, selected: none, runStates: undefined, liveEdges: none };
    expect(toFlowEdges(input, []).map((edge) => edge.ariaLabel)).toEqual([
      'Arrow from Refund to A person takes over',
      'Arrow from Refund, if it fails, to A person takes over',
    ]);
  });
});

describe('nodes for the canvas', () => {
  it('come in the order of the work, as the tab key goes', () => {
    const graph = aGraph([aNode('end'), aNode('start')], ['start > end']);
    const input = { graph, portsOf: testPorts, selected: none, troubles: new Map(), runStates: undefined };
    expect(toFlowNodes(input, []).map((node) => node.id)).toEqual(['start', 'end']);
  });

  it('keep their object when nothing about them changed, so one edit costs one card', () => {
    const graph = aGraph([aNode('a'), aNode('b')], ['a > b']);
    const input = { graph, portsOf: testPorts, selected: none, troubles: new Map(), runStates: undefined };
    const before = toFlowNodes(input, []);
    expect(
      toFlowNodes({ ...input, graph: { ...graph } }, before).every((node, index) => node === before[index]),
    ).toBe(true);
    const selected = toFlowNodes({ ...input, selected: new Set(['b']) }, before);
    expect(selected[0]).toBe(before[0]);
    expect(selected[1]).not.toBe(before[1]);
  });
});
