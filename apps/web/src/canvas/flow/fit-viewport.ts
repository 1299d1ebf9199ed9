import type { Graph } from '@dayshift/model';
import { absolutePosition, type Box, sizeOf } from '../edits/graph-facts.ts';

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

export const zoomLimits = { min: 0.05, max: 2 } as const;

/** The box around everything drawn; undefined for an empty graph. */
export function boundsOf(graph: Graph): Box | undefined {
  const boxes = [
    ...graph.nodes
      .filter((node) => node.parentId === undefined)
      .map((node) => ({ ...absolutePosition(graph, node), ...sizeOf(node) })),
    ...graph.notes.map((note) => ({ ...note.position, ...note.size })),
  ];
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The view that shows the whole graph, never larger than life. Known before the first paint, so nothing jumps. */
export function fitViewport(graph: Graph, pane: { width: number; height: number }, margin = 44): Viewport {
  const bounds = boundsOf(graph);
  if (!bounds) return { x: pane.width / 2, y: pane.height / 3, zoom: 1 };
  const wanted = Math.min(
    (pane.width - 2 * margin) / bounds.width,
    (pane.height - 2 * margin) / (bounds.height + 24),
    1,
  );
  const zoom = Math.max(zoomLimits.min, wanted);
  return {
    x: (pane.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    // More room below, where the zoom bar and the map are.
    y: Math.max(margin, (pane.height - bounds.height * zoom) / 3) - bounds.y * zoom,
    zoom,
  };
}
