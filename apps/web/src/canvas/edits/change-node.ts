import type { Graph, GraphNode, JsonObject } from '@dayshift/model';

/** What the inspector may change on a node besides its key. `undefined` takes an optional part away. */
export type NodeChange = {
  [Part in 'title' | 'config' | 'join' | 'patience' | 'isDisabled' | 'size' | 'typeVersion']?:
    | GraphNode[Part]
    | undefined;
};

export function changeNode(graph: Graph, nodeId: string, change: NodeChange): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === nodeId ? withChange(node, change) : node)),
  };
}

/** Arrows out of ports that the config no longer has (a removed case) go with the port. */
export function changeConfig(
  graph: Graph,
  nodeId: string,
  config: JsonObject,
  /** Undefined while a config cannot be read: then nothing is known to be gone. */
  portsOf: (node: GraphNode) => { outputs: readonly { name: string }[] } | undefined,
): Graph {
  const before = graph.nodes.find((node) => node.id === nodeId);
  if (!before) return graph;
  const after = { ...before, config };
  const had = portNames(portsOf(before));
  const has = portNames(portsOf(after));
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === nodeId ? after : node)),
    edges: graph.edges.filter(
      (edge) =>
        edge.source !== nodeId || !had || !has || has.has(edge.sourcePort) || !had.has(edge.sourcePort),
    ),
  };
}

const portNames = (ports: { outputs: readonly { name: string }[] } | undefined) =>
  ports && new Set(ports.outputs.map((port) => port.name));

function withChange(node: GraphNode, change: NodeChange): GraphNode {
  const merged: { [part: string]: unknown } = { ...node };
  for (const [part, value] of Object.entries(change)) {
    if (value === undefined) delete merged[part];
    else merged[part] = value;
  }
  // Only known parts are replaced, and the required ones are never undefined in practice: title and config are always given.
  return merged as GraphNode;
}
