import type { Graph } from '@dayshift/model';
import type { Point } from '../../graph/graph-facts.ts';
import { changeNode } from '../edits/change-node.ts';
import { moveParts } from '../edits/move-parts.ts';
import { changeNote } from '../edits/notes.ts';

/** A card as it stands on the screen at the end of a resize. */
export interface Resized {
  id: string;
  type?: string | undefined;
  position: Point;
  width?: number | undefined;
  height?: number | undefined;
}

/**
 * Takes over what was resized by hand as it is shown. Pulled by its upper or left side a card moves as well, and what is
 * inside a container stays where it is on the screen, so every card that looks different is taken, not only the one pulled.
 */
export function commitResize(graph: Graph, shown: readonly Resized[], settled: readonly Resized[]): Graph {
  const before = new Map(settled.map((card) => [card.id, card]));
  const positions = new Map<string, Point>();
  let after = graph;
  for (const card of shown) {
    const old = before.get(card.id);
    if (!old || old === card) continue;
    if (old.position.x !== card.position.x || old.position.y !== card.position.y)
      positions.set(card.id, { x: Math.round(card.position.x), y: Math.round(card.position.y) });
    if (old.width === card.width && old.height === card.height) continue;
    const size = { width: Math.round(card.width ?? 1), height: Math.round(card.height ?? 1) };
    after =
      card.type === 'note' ? changeNote(after, card.id, { size }) : changeNode(after, card.id, { size });
  }
  return moveParts(after, positions);
}
