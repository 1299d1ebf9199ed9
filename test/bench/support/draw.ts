import { type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';

/** A node as the bench draws it: its id is also its key. */
export function draw(id: string, type: string, config: JsonObject, more: Partial<GraphNode> = {}): GraphNode {
  return { id, type, typeVersion: 1, key: id, title: id, config, position: { x: 0, y: 0 }, ...more };
}

/** A graph out of nodes and arrows such as `start:out>fetch`. */
export function drawGraph(nodes: GraphNode[], arrows: readonly string[]): Graph {
  return {
    formatVersion: graphFormatVersion,
    nodes,
    edges: arrows.map((arrow, index) => {
      const [, source = '', sourcePort = '', target = ''] = /^(\w+):([\w-]+)>(\w+)$/.exec(arrow) ?? [];
      return { id: `e${index}`, source, sourcePort, target, targetPort: 'in' };
    }),
    notes: [],
  };
}
