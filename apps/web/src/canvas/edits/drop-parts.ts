import type { Graph } from '@dayshift/model';
import { absolutePosition, findNode, type Point, type PortsOf, sizeOf } from '../../graph/graph-facts.ts';
import { containerAt } from './container-at.ts';
import { fitContainers } from './fit-containers.ts';
import { reparentNodes } from './reparent-nodes.ts';

export interface Dropped {
  graph: Graph;
  removedEdges: number;
}

/** The end of a drag: parts are put where they were let go, and into or out of the container that is there. One edit. */
export function dropParts(graph: Graph, positions: ReadonlyMap<string, Point>, portsOf: PortsOf): Dropped {
  // Containers must not grow yet: a step on its way out is outside for a moment.
  const placed = moveWithoutFitting(graph, positions);
  if (placed === graph) return { graph, removedEdges: 0 };
  const destinations = new Map<string | undefined, string[]>();
  for (const id of positions.keys()) {
    const node = findNode(placed, id);
    if (!node || (node.parentId !== undefined && positions.has(node.parentId))) continue;
    const at = absolutePosition(placed, node);
    const size = sizeOf(node);
    const middle = { x: at.x + size.width / 2, y: at.y + size.height / 2 };
    const container = containerAt(placed, middle, portsOf, positions.keys())?.id;
    if (container === node.parentId) continue;
    destinations.set(container, [...(destinations.get(container) ?? []), id]);
  }
  let result: Dropped = { graph: placed, removedEdges: 0 };
  // Those that go to one place go together, so that the arrows between them stay.
  for (const [container, ids] of destinations) {
    const moved = reparentNodes(result.graph, ids, container);
    result = { graph: moved.graph, removedEdges: result.removedEdges + moved.removedEdges };
  }
  return { graph: fitContainers(result.graph), removedEdges: result.removedEdges };
}

function moveWithoutFitting(graph: Graph, positions: ReadonlyMap<string, Point>): Graph {
  let isMoved = false;
  const moved = <Part extends { id: string; position: Point }>(part: Part): Part => {
    const to = positions.get(part.id);
    if (!to || (to.x === part.position.x && to.y === part.position.y)) return part;
    isMoved = true;
    return { ...part, position: { x: to.x, y: to.y } };
  };
  const nodes = graph.nodes.map(moved);
  const notes = graph.notes.map(moved);
  return isMoved ? { ...graph, nodes, notes } : graph;
}
