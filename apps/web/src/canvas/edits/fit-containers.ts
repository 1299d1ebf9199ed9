import type { Graph, GraphNode } from '@dayshift/model';
import { containerPadding, emptyContainerSize, sizeOf } from '../../graph/graph-facts.ts';

/** Grows containers until their children fit, inner ones first. Never shrinks: a container keeps the size it was given. */
export function fitContainers(graph: Graph): Graph {
  if (!graph.nodes.some((node) => node.parentId !== undefined)) return graph;
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const id of containersDeepestFirst(graph)) {
    const container = byId.get(id);
    if (!container) continue;
    const children = graph.nodes.map((node) => byId.get(node.id) ?? node).filter((n) => n.parentId === id);
    for (const child of children) byId.set(child.id, keptInside(child));
    const fitted = children.map((child) => byId.get(child.id) ?? child);
    const needed = neededSize(fitted);
    const now = container.size ?? emptyContainerSize;
    if (needed.width > now.width || needed.height > now.height || !container.size) {
      byId.set(id, {
        ...container,
        size: { width: Math.max(now.width, needed.width), height: Math.max(now.height, needed.height) },
      });
    }
  }
  const nodes = graph.nodes.map((node) => byId.get(node.id) ?? node);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

export function neededSize(children: GraphNode[]): { width: number; height: number } {
  let { width, height } = { width: 0, height: 0 };
  for (const child of children) {
    const size = sizeOf(child);
    width = Math.max(width, child.position.x + size.width + containerPadding.side);
    height = Math.max(height, child.position.y + size.height + containerPadding.bottom);
  }
  return { width, height };
}

/** Ids of all nodes that hold others, so that a container comes after the containers inside it. */
export function containersDeepestFirst(graph: Graph): string[] {
  const parentOf = new Map(graph.nodes.map((node) => [node.id, node.parentId]));
  const depthOf = (id: string) => {
    let depth = 0;
    // A damaged graph may nest a container in itself; the bound ends that walk.
    for (let up = parentOf.get(id); up !== undefined && depth < 64; up = parentOf.get(up)) depth += 1;
    return depth;
  };
  const holders = new Set(
    graph.nodes.flatMap((node) => (node.parentId === undefined ? [] : [node.parentId])),
  );
  return [...holders]
    .map((id) => [id, depthOf(id)] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id);
}

function keptInside(child: GraphNode): GraphNode {
  const x = Math.max(child.position.x, containerPadding.side);
  const y = Math.max(child.position.y, containerPadding.top);
  return x === child.position.x && y === child.position.y ? child : { ...child, position: { x, y } };
}
