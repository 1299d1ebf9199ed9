import type { Graph, GraphNode } from '@dayshift/model';
import {
  absolutePosition,
  type Point,
  type PortsOf,
  sizeOf,
  withDescendants,
} from '../../graph/graph-facts.ts';

/** The innermost container at a place, leaving out the given nodes and what is inside them. */
export function containerAt(
  graph: Graph,
  point: Point,
  portsOf: PortsOf,
  moving: Iterable<string> = [],
): GraphNode | undefined {
  const excluded = withDescendants(graph, moving);
  let found: GraphNode | undefined;
  for (const node of graph.nodes) {
    if (excluded.has(node.id) || !portsOf(node).isContainer) continue;
    const at = absolutePosition(graph, node);
    const size = sizeOf(node);
    const isInside =
      point.x >= at.x && point.x <= at.x + size.width && point.y >= at.y && point.y <= at.y + size.height;
    // Of two that hold the point, the one drawn inside the other is smaller.
    if (isInside && (!found || sizeOf(found).width * sizeOf(found).height > size.width * size.height))
      found = node;
  }
  return found;
}
