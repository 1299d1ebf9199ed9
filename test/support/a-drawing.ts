import { type Edge, type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';

/** Nodes by id as `[type, config]`, and arrows like `start:out>fetch`. */
export function aDrawing(nodes: Record<string, [string, JsonObject]>, arrows: readonly string[]): Graph {
  return {
    formatVersion: graphFormatVersion,
    nodes: Object.entries(nodes).map(([id, [type, config]], index) => aDrawnNode(id, type, config, index)),
    edges: arrows.map(anArrow),
    notes: [],
  };
}

export function aDrawnNode(id: string, type: string, config: JsonObject, index = 0): GraphNode {
  return { id, type, typeVersion: 1, key: id, title: id, config, position: { x: 0, y: 140 * index } };
}

function anArrow(text: string): Edge {
  const [, source = '', sourcePort = '', target = ''] = /^(\w+):([\w-]+)>(\w+)$/.exec(text) ?? [];
  return { id: text.replaceAll(/\W/g, '-'), source, sourcePort, target, targetPort: 'in' };
}
