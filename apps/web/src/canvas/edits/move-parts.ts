import type { Graph } from '@dayshift/model';
import type { Point } from '../../graph/graph-facts.ts';
import { fitContainers } from './fit-containers.ts';

/** Puts nodes and notes at new positions (relative to their container), as after a drag. */
export function moveParts(graph: Graph, positions: ReadonlyMap<string, Point>): Graph {
  const moved = <Part extends { id: string; position: Point }>(part: Part): Part => {
    const to = positions.get(part.id);
    return to && (to.x !== part.position.x || to.y !== part.position.y)
      ? { ...part, position: { x: to.x, y: to.y } }
      : part;
  };
  const nodes = graph.nodes.map(moved);
  const notes = graph.notes.map(moved);
  const isSame =
    nodes.every((node, index) => node === graph.nodes[index]) &&
    notes.every((note, index) => note === graph.notes[index]);
  return isSame ? graph : fitContainers({ ...graph, nodes, notes });
}

/** Arrow keys: everything selected moves by the same distance. A child of a moved container moves with it, not twice. */
export function nudgeParts(graph: Graph, ids: ReadonlySet<string>, by: Point): Graph {
  const positions = new Map<string, Point>();
  for (const node of graph.nodes) {
    if (ids.has(node.id) && !(node.parentId !== undefined && ids.has(node.parentId))) {
      positions.set(node.id, { x: node.position.x + by.x, y: node.position.y + by.y });
    }
  }
  for (const note of graph.notes) {
    if (ids.has(note.id)) positions.set(note.id, { x: note.position.x + by.x, y: note.position.y + by.y });
  }
  return moveParts(graph, positions);
}
