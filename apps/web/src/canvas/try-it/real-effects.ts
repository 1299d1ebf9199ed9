import type { Graph, GraphNode } from '@dayshift/model';
import { effectOfNode, type NodeEffect } from '@dayshift/nodes';
import { inFlowOrder } from '../../graph/flow-order.ts';
import { downstreamOf } from '../../graph/graph-facts.ts';

export interface RealEffect {
  node: GraphNode;
  asks: NodeEffect['asks'];
}

/** The steps of a run from this trigger that would change something outside, in the order of the work. */
export function realEffectsOf(graph: Graph, triggerId: string): RealEffect[] {
  const reached = downstreamOf(graph, triggerId);
  const isReached = (node: GraphNode): boolean => {
    // What is inside a container is done when the container is; what leads on inside of it starts by itself.
    const container = graph.nodes.find((each) => each.id === node.parentId);
    return container ? !container.isDisabled && isReached(container) : reached.has(node.id);
  };
  return inFlowOrder(graph).flatMap((node) => {
    if (node.isDisabled || !isReached(node)) return [];
    const effect = effectOfNode(node);
    return effect ? [{ node, asks: effect.asks }] : [];
  });
}
