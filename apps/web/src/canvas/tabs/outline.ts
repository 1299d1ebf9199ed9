import type { Graph, GraphNode } from '@dayshift/model';
import { inOrderOfWork } from '../../graph/flow-order.ts';

export interface Outline {
  top: GraphNode[];
  childrenOf: (nodeId: string) => GraphNode[];
}

/** Every node once, in the order of the work, by the container it is in. */
export function outlineOf(graph: Graph): Outline {
  const ordered = new Map(
    [...Map.groupBy(graph.nodes, (node) => node.parentId)].map(([scope, nodes]) => [
      scope,
      inOrderOfWork(graph, nodes),
    ]),
  );
  return { top: ordered.get(undefined) ?? [], childrenOf: (nodeId) => ordered.get(nodeId) ?? [] };
}
