import type { Graph } from '@dayshift/model';
import { cardSize, containerPadding, findNode, type PortsOf, sizeOf } from '../../graph/graph-facts.ts';
import { type Added, addNode, type NewNode } from './add-node.ts';
import { fitContainers } from './fit-containers.ts';
import { insertAfter } from './insert-node.ts';

/** Puts a new node into a container: the first one below its title, every further one behind the last step inside. */
export function insertInside(
  graph: Graph,
  made: NewNode,
  containerId: string,
  portsOf: PortsOf,
): Added | undefined {
  const container = findNode(graph, containerId);
  if (!container) return undefined;
  const last = lastInside(graph, containerId, portsOf);
  if (last !== undefined) return insertAfter(graph, made, { nodeId: last }, portsOf);
  const width = made.size?.width ?? cardSize.width;
  const x = Math.max(containerPadding.side, (sizeOf(container).width - width) / 2);
  const added = addNode(graph, made, { position: { x, y: containerPadding.top }, parentId: containerId });
  return { ...added, graph: fitContainers(added.graph) };
}

/** The lowest step inside that nothing follows yet and something can. */
function lastInside(graph: Graph, containerId: string, portsOf: PortsOf): string | undefined {
  const inside = graph.nodes.filter((node) => node.parentId === containerId);
  const open = inside.filter(
    (node) => portsOf(node).outputs.length > 0 && !graph.edges.some((edge) => edge.source === node.id),
  );
  const lowest = (open.length > 0 ? open : inside).toSorted((a, b) => b.position.y - a.position.y)[0];
  return lowest?.id;
}
