import type { Graph, GraphNode } from '@dayshift/model';

/**
 * All nodes in the order of the work: a step after those that lead to it, left before right, what is inside a container right
 * after it. The order in which a keyboard and a screen reader go through the drawing.
 */
export function inFlowOrder(graph: Graph): GraphNode[] {
  const byScope = Map.groupBy(graph.nodes, (node) => node.parentId);
  const ordered: GraphNode[] = [];
  const walk = (scope: string | undefined) => {
    for (const node of inOrderOfWork(graph, byScope.get(scope) ?? [])) {
      ordered.push(node);
      if (byScope.has(node.id) && ordered.length <= graph.nodes.length) walk(node.id);
    }
  };
  walk(undefined);
  if (ordered.length === graph.nodes.length) return ordered;
  // A damaged graph may nest a container in itself, or name one that is not there.
  const seen = new Set(ordered);
  return [...ordered, ...graph.nodes.filter((node) => !seen.has(node))];
}

/** The nodes of one scope in the order of the work. In a circle nobody is ready: the topmost is taken. */
export function inOrderOfWork(graph: Graph, nodes: readonly GraphNode[]): GraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const waiting = new Map(nodes.map((node) => [node.id, 0]));
  const onward = new Map<string, string[]>();
  for (const { source, target } of graph.edges) {
    if (!byId.has(source) || !byId.has(target)) continue;
    waiting.set(target, (waiting.get(target) ?? 0) + 1);
    const targets = onward.get(source);
    if (targets) targets.push(target);
    else onward.set(source, [target]);
  }
  const byPlace = nodes.toSorted(byPosition);
  const ready = byPlace.filter((node) => waiting.get(node.id) === 0);
  const left = new Set(byPlace);
  const ordered: GraphNode[] = [];
  while (left.size > 0) {
    const [topmost] = left;
    const node = ready.shift() ?? topmost;
    if (!node || !left.delete(node)) continue;
    ordered.push(node);
    for (const id of onward.get(node.id) ?? []) {
      const count = (waiting.get(id) ?? 0) - 1;
      waiting.set(id, count);
      const target = byId.get(id);
      if (count === 0 && target && left.has(target)) putInPlace(ready, target);
    }
  }
  return ordered;
}

function putInPlace(sorted: GraphNode[], node: GraphNode): void {
  const at = sorted.findIndex((each) => byPosition(node, each) < 0);
  sorted.splice(at < 0 ? sorted.length : at, 0, node);
}

const byPosition = (a: GraphNode, b: GraphNode) => a.position.y - b.position.y || a.position.x - b.position.x;
