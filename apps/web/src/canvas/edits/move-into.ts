import type { Graph, GraphNode } from '@dayshift/model';
import {
  absolutePosition,
  cardSize,
  containerPadding,
  findNode,
  type Point,
  type PortsOf,
  rowHeight,
  sizeOf,
  withDescendants,
} from '../../graph/graph-facts.ts';
import { freePlace } from './free-place.ts';
import { type Reparented, reparentNodes } from './reparent-nodes.ts';

/**
 * Puts a step into a container, or out onto the canvas (`undefined`), at the next free place there: what the keyboard does,
 * which points at no place.
 */
export function moveInto(
  graph: Graph,
  nodeId: string,
  containerId: string | undefined,
  portsOf: PortsOf,
): Reparented {
  const node = findNode(graph, nodeId);
  if (!node || node.parentId === containerId) return { graph, removedEdges: 0 };
  const container = containerId === undefined ? undefined : findNode(graph, containerId);
  const origin = container ? absolutePosition(graph, container) : { x: 0, y: 0 };
  const others = { ...graph, nodes: graph.nodes.filter((each) => each.id !== nodeId) };
  const wanted = container ? belowAllIn(others, container.id) : besideItsContainer(graph, node);
  const place = freePlace(others, { ...wanted, ...sizeOf(node) }, containerId);
  // Put there first, as if by hand: a container that takes in a step from far away would grow as far.
  const own = node.parentId === undefined ? undefined : findNode(graph, node.parentId);
  const from = own ? absolutePosition(graph, own) : { x: 0, y: 0 };
  const position = { x: place.x + origin.x - from.x, y: place.y + origin.y - from.y };
  const nodes = graph.nodes.map((each) => (each.id === nodeId ? { ...each, position } : each));
  return reparentNodes({ ...graph, nodes }, [nodeId], containerId, portsOf);
}

function belowAllIn(graph: Graph, containerId: string): Point {
  const inside = graph.nodes.filter((node) => node.parentId === containerId);
  if (inside.length === 0) return { x: 2 * containerPadding.side, y: containerPadding.top };
  return {
    x: Math.min(...inside.map((node) => node.position.x)),
    y: Math.max(...inside.map((node) => node.position.y + sizeOf(node).height)) + rowHeight - cardSize.height,
  };
}

function besideItsContainer(graph: Graph, node: GraphNode): Point {
  const container = node.parentId === undefined ? undefined : findNode(graph, node.parentId);
  if (!container) return node.position;
  const at = absolutePosition(graph, container);
  return { x: at.x + sizeOf(container).width + 40, y: at.y };
}

/** The containers a step may go into: not the one it is in, not itself, and nothing inside of it. */
export function containersFor(graph: Graph, nodeId: string, portsOf: PortsOf): string[] {
  const node = findNode(graph, nodeId);
  // A trigger starts the whole playbook and stays outside.
  if (!node || !portsOf(node).hasInput) return [];
  const own = withDescendants(graph, [nodeId]);
  return graph.nodes
    .filter((each) => portsOf(each).isContainer && !own.has(each.id) && each.id !== node.parentId)
    .map((each) => each.id);
}
