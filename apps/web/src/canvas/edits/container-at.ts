import type { Graph, GraphNode } from '@dayshift/model';
import { absolutePosition, type Box, type Point, type PortsOf, sizeOf } from '../../graph/graph-facts.ts';

/** The innermost container at a place, leaving out the given nodes and what is inside them. */
export function containerAt(
  graph: Graph,
  point: Point,
  portsOf: PortsOf,
  moving: Iterable<string> = [],
): GraphNode | undefined {
  const excluded = new Set(moving);
  let found: Container | undefined;
  for (const container of containersOf(graph, portsOf)) {
    const { box } = container;
    const isInside =
      point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
    if (!isInside || isAmong(container, excluded)) continue;
    // Of two that hold the point, the one drawn inside the other is smaller.
    if (!found || found.box.width * found.box.height > box.width * box.height) found = container;
  }
  return found?.node;
}

/** Whether anything could be dropped into something here. */
export function hasContainers(graph: Graph, portsOf: PortsOf): boolean {
  return containersOf(graph, portsOf).length > 0;
}

interface Container {
  node: GraphNode;
  box: Box;
  /** Itself and what it is inside of. */
  path: ReadonlySet<string>;
}

// Asked with every move of the pointer, while the graph stays the same.
const known = new WeakMap<Graph, { portsOf: PortsOf; containers: Container[] }>();

function containersOf(graph: Graph, portsOf: PortsOf): Container[] {
  const before = known.get(graph);
  if (before?.portsOf === portsOf) return before.containers;
  const nodes = graph.nodes.filter((node) => portsOf(node).isContainer);
  const parentOf = new Map(graph.nodes.map((node) => [node.id, node.parentId]));
  const containers = nodes.map(
    (node): Container => ({
      node,
      box: { ...absolutePosition(graph, node), ...sizeOf(node) },
      path: pathOf(node.id, parentOf),
    }),
  );
  known.set(graph, { portsOf, containers });
  return containers;
}

function pathOf(nodeId: string, parentOf: ReadonlyMap<string, string | undefined>): Set<string> {
  const path = new Set<string>();
  // A damaged graph may nest a container in itself: what is there already ends the walk.
  for (let at: string | undefined = nodeId; at !== undefined && !path.has(at); at = parentOf.get(at))
    path.add(at);
  return path;
}

const isAmong = ({ path }: Container, moving: ReadonlySet<string>) => [...path].some((id) => moving.has(id));
