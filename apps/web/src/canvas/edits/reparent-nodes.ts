import type { Edge, Graph } from '@dayshift/model';
import { absolutePosition, findNode, type PortsOf, snap, withDescendants } from '../../graph/graph-facts.ts';
import { newEdge, whyNotConnect } from './connect.ts';
import { fitContainers } from './fit-containers.ts';
import { joinNeighbours } from './join-neighbours.ts';

export interface Reparented {
  graph: Graph;
  /** Arrows that had to go because they would cross a container's border. */
  removedEdges: number;
}

/**
 * Moves nodes into a container, or out onto the canvas, without moving them on the screen. Arrows among them stay; one that
 * would cross the border leads to the container itself where nothing led there yet, and what stood around a step that left
 * is joined.
 */
export function reparentNodes(
  graph: Graph,
  nodeIds: readonly string[],
  parentId: string | undefined,
  portsOf: PortsOf,
): Reparented {
  const container = parentId === undefined ? undefined : findNode(graph, parentId);
  if (parentId !== undefined && !container) return { graph, removedEdges: 0 };
  const origin = container ? absolutePosition(graph, container) : { x: 0, y: 0 };
  const moving = new Set(
    nodeIds.filter((id) => {
      const node = findNode(graph, id);
      const isInsideItself = parentId !== undefined && withDescendants(graph, [id]).has(parentId);
      return node !== undefined && node.parentId !== parentId && !isInsideItself;
    }),
  );
  if (moving.size === 0) return { graph, removedEdges: 0 };
  const nodes = graph.nodes.map((node) => {
    if (!moving.has(node.id)) return node;
    const at = absolutePosition(graph, node);
    const { parentId: _old, ...rest } = node;
    return {
      ...rest,
      position: snap({ x: at.x - origin.x, y: at.y - origin.y }),
      ...(parentId !== undefined && { parentId }),
    };
  });
  const scopeOf = new Map(nodes.map((node) => [node.id, node.parentId]));
  const stays = (edge: Edge) => scopeOf.get(edge.source) === scopeOf.get(edge.target);
  const crossing = graph.edges.filter((edge) => !stays(edge));
  const cut: Graph = { ...graph, nodes, edges: graph.edges.filter(stays) };
  const led = container ? ledToContainer(cut, crossing, container.id, moving, portsOf) : cut;
  const after = led === cut ? joinNeighbours(graph, cut, moving, portsOf) : led;
  return { graph: fitContainers(after), removedEdges: Math.max(0, graph.edges.length - after.edges.length) };
}

/** A container that stands loose takes over the place of the steps that went into it. */
function ledToContainer(
  graph: Graph,
  crossing: readonly Edge[],
  containerId: string,
  moved: ReadonlySet<string>,
  portsOf: PortsOf,
): Graph {
  const isLoose = !graph.edges.some((edge) => edge.source === containerId || edge.target === containerId);
  const node = findNode(graph, containerId);
  const exit = node && portsOf(node).outputs.find((port) => !port.isError)?.name;
  if (!isLoose || exit === undefined) return graph;
  let led = graph;
  for (const { source, sourcePort, target } of crossing) {
    const link = moved.has(target)
      ? { source, sourcePort, target: containerId }
      : { source: containerId, sourcePort: exit, target };
    if (whyNotConnect(led, link, portsOf) === undefined)
      led = { ...led, edges: [...led.edges, newEdge(link)] };
  }
  return led;
}
