import type { Graph, GraphNode } from '@dayshift/model';

export interface Outline {
  top: GraphNode[];
  childrenOf: (nodeId: string) => GraphNode[];
}

/** Every node once, in the order of the work: a step after those that lead to it, left before right. */
export function outlineOf(graph: Graph): Outline {
  const byScope = new Map<string | undefined, GraphNode[]>();
  for (const node of graph.nodes) byScope.set(node.parentId, [...(byScope.get(node.parentId) ?? []), node]);
  const ordered = new Map<string | undefined, GraphNode[]>();
  for (const [scope, nodes] of byScope) ordered.set(scope, inOrderOfWork(graph, nodes));
  return { top: ordered.get(undefined) ?? [], childrenOf: (nodeId) => ordered.get(nodeId) ?? [] };
}

function inOrderOfWork(graph: Graph, nodes: GraphNode[]): GraphNode[] {
  const ids = new Set(nodes.map((node) => node.id));
  const waiting = new Map(nodes.map((node) => [node.id, 0]));
  for (const edge of graph.edges) {
    if (ids.has(edge.source) && ids.has(edge.target))
      waiting.set(edge.target, (waiting.get(edge.target) ?? 0) + 1);
  }
  const open = [...nodes].sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  const ordered: GraphNode[] = [];
  while (open.length > 0) {
    const ready = open.findIndex((node) => (waiting.get(node.id) ?? 0) <= 0);
    // In a circle nobody is ready: take the topmost, so that a damaged graph still ends.
    const [node] = open.splice(Math.max(ready, 0), 1);
    if (!node) break;
    ordered.push(node);
    for (const edge of graph.edges) {
      if (edge.source === node.id) waiting.set(edge.target, (waiting.get(edge.target) ?? 0) - 1);
    }
  }
  return ordered;
}
