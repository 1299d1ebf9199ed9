import type { Graph, GraphNode } from '@dayshift/model';
import { absolutePosition, type Box, sizeOf } from './graph-facts.ts';

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

export const zoomLimits = { min: 0.05, max: 2 } as const;

function boxesOf(graph: Graph): Box[] {
  return [
    ...graph.nodes
      .filter((node) => node.parentId === undefined)
      .map((node) => ({ ...absolutePosition(graph, node), ...sizeOf(node) })),
    ...graph.notes.map((note) => ({ ...note.position, ...note.size })),
  ];
}

/** The box around everything drawn; undefined for an empty graph. */
export function boundsOf(graph: Graph): Box | undefined {
  return boundsOfBoxes(boxesOf(graph));
}

function boundsOfBoxes(boxes: readonly Box[]): Box | undefined {
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

/** In pixels. At the top there is room for the line of a run that is tried. */
const margins = { top: 62, side: 44 } as const;

/** What lies over the canvas in its lower corners, in pixels with a little air: the zoom bar and the map. */
const corners = { left: { width: 200, height: 64 }, right: { width: 176, height: 112 } } as const;

/**
 * The view that shows the whole graph, never larger than life, and no card behind the zoom bar or the map. Known before the
 * first paint, so nothing jumps.
 */
export function fitViewport(graph: Graph, pane: Size): Viewport {
  const boxes = boxesOf(graph);
  const bounds = boundsOfBoxes(boxes);
  if (!bounds) return { x: pane.width / 2, y: pane.height / 3, zoom: 1 };
  const whole = fitBounds(bounds, pane);
  if (!boxes.some((box) => isInCorner(box, whole, pane))) return whole;
  return fitBounds(bounds, {
    ...pane,
    height: Math.max(1, pane.height - corners.right.height + margins.side),
  });
}

/** Below it the words on a card are smaller than 8 px: who opens a playbook wants to read it. */
const readableZoom = 0.62;
/** How near a part of a large playbook is shown. */
const nearZoom = 0.85;

/**
 * The first view of a playbook: all of it while it can be read, else the place that matters, near enough to read. That is the
 * step somebody came for, or where the work begins.
 */
export function openingViewport(graph: Graph, pane: Size, nodeId?: string): Viewport {
  const whole = fitViewport(graph, pane);
  if (whole.zoom >= readableZoom) return whole;
  const wanted = graph.nodes.find((node) => node.id === nodeId);
  const node = wanted ?? firstOf(graph);
  if (!node) return whole;
  const at = absolutePosition(graph, node);
  const size = sizeOf(node);
  const top = wanted ? (pane.height - size.height * nearZoom) / 2 : margins.top;
  return {
    x: pane.width / 2 - (at.x + size.width / 2) * nearZoom,
    y: Math.max(margins.top, top) - at.y * nearZoom,
    zoom: nearZoom,
  };
}

/** The topmost step that nothing leads to; in a drawing that goes round in circles, the topmost of all. */
function firstOf(graph: Graph): GraphNode | undefined {
  const led = new Set(graph.edges.map((edge) => edge.target));
  const outer = graph.nodes.filter((node) => node.parentId === undefined);
  const starts = outer.filter((node) => !led.has(node.id));
  // A loose step above the start is not where the work begins.
  const leading = starts.filter((node) => graph.edges.some((edge) => edge.source === node.id));
  const candidates = leading.length > 0 ? leading : starts.length > 0 ? starts : outer;
  return candidates.toSorted((a, b) => a.position.y - b.position.y)[0];
}

interface Size {
  width: number;
  height: number;
}

function fitBounds(bounds: Box, pane: Size): Viewport {
  const wanted = Math.min(
    (pane.width - 2 * margins.side) / bounds.width,
    (pane.height - margins.top - margins.side) / (bounds.height + 24),
    1,
  );
  const zoom = Math.max(zoomLimits.min, wanted);
  return {
    x: (pane.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    // More room below, where the zoom bar and the map are.
    y: Math.max(margins.top, (pane.height - bounds.height * zoom) / 3) - bounds.y * zoom,
    zoom,
  };
}

function isInCorner(box: Box, view: Viewport, pane: Size): boolean {
  const left = box.x * view.zoom + view.x;
  const right = left + box.width * view.zoom;
  const bottom = (box.y + box.height) * view.zoom + view.y;
  return (
    (left < corners.left.width && bottom > pane.height - corners.left.height) ||
    (right > pane.width - corners.right.width && bottom > pane.height - corners.right.height)
  );
}
