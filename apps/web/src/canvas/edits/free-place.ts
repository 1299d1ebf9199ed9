import type { Graph } from '@dayshift/model';
import { type Box, type Point, rowHeight, sizeOf } from '../../graph/graph-facts.ts';

const air = { x: 20, y: 10 } as const;

/** A place for a box near the wanted one where it covers no card of the same scope: below what is in its way. */
export function freePlace(graph: Graph, wanted: Box, parentId: string | undefined): Point {
  const siblings = graph.nodes.filter((node) => node.parentId === parentId);
  const isFree = (at: Point) =>
    siblings.every((node) => {
      const size = sizeOf(node);
      return (
        node.position.x >= at.x + wanted.width + air.x ||
        at.x >= node.position.x + size.width + air.x ||
        node.position.y >= at.y + wanted.height + air.y ||
        at.y >= node.position.y + size.height + air.y
      );
    });
  const at = { x: wanted.x, y: wanted.y };
  // One row at a time: every card can be in the way once, a tall container for several rows.
  while (!isFree(at)) at.y += rowHeight;
  return at;
}
