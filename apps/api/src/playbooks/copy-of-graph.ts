import type { Graph, GraphNode } from '@dayshift/model';

/**
 * A drawing for a second playbook: the same steps, without what says which mail is its own. Two playbooks on one address would
 * both answer every mail, so the copy asks for another one. A webhook's address comes from its playbook and is new anyway.
 */
export function copyOfGraph(graph: Graph): Graph {
  return { ...graph, nodes: graph.nodes.map(withoutIdentity) };
}

function withoutIdentity(node: GraphNode): GraphNode {
  return node.type === 'mail-received' ? { ...node, config: { ...node.config, to: '' } } : node;
}
