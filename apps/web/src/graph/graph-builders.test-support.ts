import type { Edge, Graph, GraphNode } from '@dayshift/model';
import { emptyGraph } from '@dayshift/model';
import type { PortsOf } from './graph-facts.ts';

/** Test helpers: a graph with only what matters. */
export function aNode(id: string, part: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    type: 'set-fields',
    typeVersion: 1,
    key: id.toLowerCase(),
    title: id,
    config: {},
    position: { x: 0, y: 0 },
    ...part,
  };
}

/** `'a > b'`, or `'a:error > b'` for another exit than `done`. */
export function anEdge(arrow: string): Edge {
  const [from = '', target = ''] = arrow.split(' > ');
  const [source = '', sourcePort = 'done'] = from.split(':');
  return { id: `e-${source}-${sourcePort}-${target}`, source, sourcePort, target, targetPort: 'in' };
}

export function aGraph(nodes: GraphNode[], arrows: string[] = []): Graph {
  return { ...emptyGraph, nodes, edges: arrows.map(anEdge) };
}

/** Ports by type name alone: `trigger`, `end`, `switch`, `container`, anything else is an ordinary step. */
export const testPorts: PortsOf = ({ type, config }) => {
  if (type === 'trigger')
    return { hasInput: false, isContainer: false, outputs: [{ name: 'done', isError: false }] };
  if (type === 'end') return { hasInput: true, isContainer: false, outputs: [] };
  if (type === 'switch') {
    const cases = Array.isArray(config.cases) ? config.cases.map(String) : [];
    return {
      hasInput: true,
      isContainer: false,
      outputs: cases.map((name) => ({ name, label: name, isError: false })),
    };
  }
  return {
    hasInput: true,
    isContainer: type === 'container',
    outputs: [
      { name: 'done', isError: false },
      { name: 'error', label: 'if it fails', isError: true },
    ],
  };
};
