import type { Graph, GraphNode } from '@dayshift/model';
import { findNode, type Point, type PortsOf } from '../../graph/graph-facts.ts';
import { containerAt } from './container-at.ts';
import { fitContainers } from './fit-containers.ts';
import { reparentNodes } from './reparent-nodes.ts';

export interface Dropped {
  graph: Graph;
  removedEdges: number;
}

/**
 * The end of a drag: parts are put where they were let go, and into or out of the container under the pointer. All of them
 * go to one place, so that the arrows between them stay. One edit.
 */
export function dropParts(
  graph: Graph,
  positions: ReadonlyMap<string, Point>,
  pointer: Point,
  portsOf: PortsOf,
): Dropped {
  // Containers must not grow yet: a step on its way out is outside for a moment.
  const placed = moveWithoutFitting(graph, positions);
  if (placed === graph) return { graph, removedEdges: 0 };
  const outermost = [...positions.keys()].filter((id) => {
    const node = findNode(placed, id);
    return node !== undefined && !(node.parentId !== undefined && positions.has(node.parentId));
  });
  const container = containerUnder(placed, outermost, pointer, portsOf);
  const moved = reparentNodes(placed, outermost, container?.id, portsOf);
  return { graph: fitContainers(moved.graph), removedEdges: moved.removedEdges };
}

/** Where steps go that are let go at a place: the innermost container there which is not one of them or inside them. */
export function containerUnder(
  graph: Graph,
  dragged: readonly string[],
  pointer: Point,
  portsOf: PortsOf,
): GraphNode | undefined {
  return containerAt(graph, pointer, portsOf, dragged);
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
