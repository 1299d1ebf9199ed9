import type { Graph } from '@dayshift/model';
import { absolutePosition, cardSize, findNode, type Point, type PortsOf } from '../../graph/graph-facts.ts';
import { type Added, addNode, type NewNode } from './add-node.ts';
import { newEdge, whyNotConnect } from './connect.ts';
import { containerAt } from './container-at.ts';
import { fitContainers } from './fit-containers.ts';
import { freePlace } from './free-place.ts';

/**
 * Puts a new node at a place on the canvas. `from` is the exit of an arrow that was let
 * go on empty canvas: the new node is connected to it, if that is allowed. A place that the author pointed at is
 * exact, and a container there takes it in; any other gives way to what is there.
 */
export function placeNode(
  graph: Graph,
  made: NewNode,
  point: Point,
  portsOf: PortsOf,
  { from, isExact = false }: { from?: { nodeId: string; port: string } | undefined; isExact?: boolean } = {},
): Added {
  const source = from && findNode(graph, from.nodeId);
  const container = source
    ? source.parentId === undefined
      ? undefined
      : findNode(graph, source.parentId)
    : isExact
      ? containerAt(graph, point, portsOf)
      : undefined;
  const origin = container ? absolutePosition(graph, container) : { x: 0, y: 0 };
  const { width, height } = made.size ?? cardSize;
  const wanted = { x: point.x - origin.x - width / 2, y: point.y - origin.y, width, height };
  const added = addNode(graph, made, {
    position: isExact ? wanted : freePlace(graph, wanted, container?.id),
    parentId: container?.id,
  });
  const link = from && { source: from.nodeId, sourcePort: from.port, target: added.nodeId };
  const connected =
    link && whyNotConnect(added.graph, link, portsOf) === undefined
      ? { ...added.graph, edges: [...added.graph.edges, newEdge(link)] }
      : added.graph;
  return { ...added, graph: fitContainers(connected) };
}
