import type { Graph, GraphNode } from '@dayshift/model';
import {
  containerPadding,
  emptyContainerSize,
  type Point,
  type PortsOf,
  sizeOf,
} from '../../graph/graph-facts.ts';
import { neededSize } from '../edits/fit-containers.ts';

export interface LayoutNode extends Point {
  id: string;
  width: number;
  height: number;
}

/** Places boxes in rows along their arrows. The library behind it is loaded only when it is asked for. */
export type LayOut = (nodes: LayoutNode[], edges: { from: string; to: string }[]) => LayoutNode[];

/**
 * Arranges the whole graph from top to bottom, inner scopes first: a container's size follows from what is inside it, and
 * the library behind it refuses arrows to groups.
 */
export function layoutGraph(graph: Graph, portsOf: PortsOf, layOut: LayOut): Graph {
  const sizes = new Map(graph.nodes.map((node) => [node.id, initialSize(node, portsOf)]));
  const positions = new Map<string, Point>();
  for (const scope of scopesDeepestFirst(graph)) {
    const members = graph.nodes.filter((node) => node.parentId === scope);
    const ids = new Set(members.map((node) => node.id));
    const placed = layOut(
      members.map((node) => ({ id: node.id, ...node.position, ...(sizes.get(node.id) ?? sizeOf(node)) })),
      graph.edges
        .filter((edge) => ids.has(edge.source) && ids.has(edge.target))
        .map((edge) => ({ from: edge.source, to: edge.target })),
    );
    const origin =
      scope === undefined ? currentCorner(members) : { x: containerPadding.side, y: containerPadding.top };
    const left = Math.min(...placed.map((node) => node.x));
    const top = Math.min(...placed.map((node) => node.y));
    for (const node of placed) {
      positions.set(node.id, {
        x: Math.round((node.x - left + origin.x) / 2) * 2,
        y: Math.round(node.y - top + origin.y),
      });
    }
    if (scope !== undefined) {
      const inside = members.map((node) => moved(node, positions.get(node.id), sizes.get(node.id)));
      const needed = neededSize(inside);
      sizes.set(scope, {
        width: Math.max(needed.width, emptyContainerSize.width),
        height: Math.max(needed.height, 120),
      });
    }
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      moved(node, positions.get(node.id), portsOf(node).isContainer ? sizes.get(node.id) : undefined),
    ),
  };
}

/** `undefined` is the canvas itself and comes last. */
function scopesDeepestFirst(graph: Graph): (string | undefined)[] {
  const parentOf = new Map(graph.nodes.map((node) => [node.id, node.parentId]));
  const depthOf = (id: string) => {
    let depth = 0;
    for (let up = parentOf.get(id); up !== undefined && depth < 64; up = parentOf.get(up)) depth += 1;
    return depth;
  };
  const scopes = new Set(graph.nodes.flatMap((node) => (node.parentId === undefined ? [] : [node.parentId])));
  const ordered = [...scopes].map((id) => ({ id, depth: depthOf(id) })).sort((a, b) => b.depth - a.depth);
  const hasTop = graph.nodes.some((node) => node.parentId === undefined);
  return [...ordered.map(({ id }) => id), ...(hasTop ? [undefined] : [])];
}

function initialSize(node: GraphNode, portsOf: PortsOf): { width: number; height: number } {
  return portsOf(node).isContainer ? { ...emptyContainerSize } : sizeOf(node);
}

/** The graph stays where it is: its upper left corner does not move. */
function currentCorner(nodes: GraphNode[]): Point {
  return {
    x: Math.min(...nodes.map((node) => node.position.x)),
    y: Math.min(...nodes.map((node) => node.position.y)),
  };
}

function moved(
  node: GraphNode,
  position: Point | undefined,
  size: { width: number; height: number } | undefined,
): GraphNode {
  const isSame =
    (!position || (position.x === node.position.x && position.y === node.position.y)) &&
    (!size || (size.width === node.size?.width && size.height === node.size?.height));
  if (isSame) return node;
  return { ...node, ...(position && { position }), ...(size && node.size && { size }) };
}
