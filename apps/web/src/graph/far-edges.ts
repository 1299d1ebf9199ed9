import type { CanvasEdge, CanvasNode } from './flow-types.ts';
import { cardSize, type Point } from './graph-facts.ts';

export type FarEdgeKind = 'plain' | 'selected' | 'travelled' | 'unreached' | 'escape';

/** All arrows as a few long paths, by how they look: straight lines from the foot of a card to the head of the next. */
export function farEdgePaths(
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
): Partial<Record<FarEdgeKind, string>> {
  const corners = new Map<string, Point>();
  const sizes = new Map<string, { width: number; height: number }>();
  // Containers come before what is inside them, so a parent's corner is known.
  for (const node of nodes) {
    const parent = node.parentId === undefined ? undefined : corners.get(node.parentId);
    corners.set(node.id, {
      x: node.position.x + (parent?.x ?? 0),
      y: node.position.y + (parent?.y ?? 0),
    });
    sizes.set(node.id, { width: node.width ?? cardSize.width, height: node.height ?? cardSize.height });
  }
  const paths: Partial<Record<FarEdgeKind, string>> = {};
  for (const edge of edges) {
    const [from, to] = [corners.get(edge.source), corners.get(edge.target)];
    const [size, targetSize] = [sizes.get(edge.source), sizes.get(edge.target)];
    if (!from || !to || !size || !targetSize) continue;
    const kind = edge.selected ? 'selected' : (edge.data?.run ?? 'plain');
    const line = `M${from.x + size.width / 2},${from.y + size.height}L${to.x + targetSize.width / 2},${to.y}`;
    paths[kind] = (paths[kind] ?? '') + line;
  }
  return paths;
}
