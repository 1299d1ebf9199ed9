import type { Graph } from '@dayshift/model';
import { absolutePosition, findNode, snap, withDescendants } from '../../graph/graph-facts.ts';
import { fitContainers } from './fit-containers.ts';

export interface Reparented {
  graph: Graph;
  /** Arrows that had to go because they would cross a container's border. */
  removedEdges: number;
}

/** Moves nodes into a container, or out onto the canvas, without moving them on the screen. */
export function reparentNodes(graph: Graph, nodeIds: string[], parentId: string | undefined): Reparented {
  const container = parentId === undefined ? undefined : findNode(graph, parentId);
  if (parentId !== undefined && !container) return { graph, removedEdges: 0 };
  const origin = container ? absolutePosition(graph, container) : { x: 0, y: 0 };
  const moving = new Set(
    nodeIds.filter((id) => {
      const node = findNode(graph, id);
      const isInsideItself = parentId !== undefined && withDescendants(graph, [id]).has(parentId);
      return node !== undefined && node.parentId !== parentId && !isInsideItself;
    }),
  );
  if (moving.size === 0) return { graph, removedEdges: 0 };
  const nodes = graph.nodes.map((node) => {
    if (!moving.has(node.id)) return node;
    const at = absolutePosition(graph, node);
    const { parentId: _old, ...rest } = node;
    return {
      ...rest,
      position: snap({ x: at.x - origin.x, y: at.y - origin.y }),
      ...(parentId !== undefined && { parentId }),
    };
  });
  const scopeOf = new Map(nodes.map((node) => [node.id, node.parentId]));
  const edges = graph.edges.filter((edge) => scopeOf.get(edge.source) === scopeOf.get(edge.target));
  return {
    graph: fitContainers({ ...graph, nodes, edges }),
    removedEdges: graph.edges.length - edges.length,
  };
}
