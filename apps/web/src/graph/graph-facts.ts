import type { Graph, GraphNode } from '@dayshift/model';

/** A port as the canvas needs it. `label` is missing where the arrow speaks for itself. */
export interface PortFacts {
  name: string;
  label?: string;
  isError: boolean;
}

/** What a node type says about one node, as far as drawing arrows is concerned. */
export interface NodePorts {
  hasInput: boolean;
  isContainer: boolean;
  outputs: readonly PortFacts[];
}

export type PortsOf = (node: Pick<GraphNode, 'type' | 'config'>) => NodePorts;

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export const cardSize = { width: 224, height: 70 } as const;
/** Room that a container keeps around its children; `top` holds its own title. */
export const containerPadding = { top: 64, side: 24, bottom: 40 } as const;
export const emptyContainerSize = { width: 320, height: 200 } as const;
/** Distance from the top of one card to the top of the next one below it. */
export const rowHeight = 110;
export const gridStep = 10;

export function findNode(graph: Graph, nodeId: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === nodeId);
}

export function sizeOf(node: GraphNode): { width: number; height: number } {
  return node.size ?? cardSize;
}

/** Where a node is on the whole canvas; its own position is relative to its container. */
export function absolutePosition(graph: Graph, node: GraphNode): Point {
  let { x, y } = node.position;
  // A damaged graph may hold a container inside itself: never follow more parents than there are nodes.
  let parent = node.parentId === undefined ? undefined : findNode(graph, node.parentId);
  for (let depth = 0; parent && depth < 64; depth += 1) {
    x += parent.position.x;
    y += parent.position.y;
    parent = parent.parentId === undefined ? undefined : findNode(graph, parent.parentId);
  }
  return { x, y };
}

/** The given nodes and everything drawn inside them, at any depth. */
export function withDescendants(graph: Graph, nodeIds: Iterable<string>): Set<string> {
  const found = new Set(nodeIds);
  for (let grew = true; grew; ) {
    grew = false;
    for (const node of graph.nodes) {
      if (node.parentId !== undefined && found.has(node.parentId) && !found.has(node.id)) {
        found.add(node.id);
        grew = true;
      }
    }
  }
  return found;
}

/** Everything that arrows lead to from a node, itself left out. */
export function downstreamOf(graph: Graph, nodeId: string): Set<string> {
  const targets = new Map<string, string[]>();
  for (const edge of graph.edges)
    targets.set(edge.source, [...(targets.get(edge.source) ?? []), edge.target]);
  const found = new Set<string>();
  const open = [nodeId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of targets.get(next) ?? []) {
      if (!found.has(target)) {
        found.add(target);
        open.push(target);
      }
    }
  }
  return found;
}

export function snap(point: Point): Point {
  return { x: Math.round(point.x / gridStep) * gridStep, y: Math.round(point.y / gridStep) * gridStep };
}
