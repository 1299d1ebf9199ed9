import dagre from '@dagrejs/dagre';
import type { LayOut } from './layout-graph.ts';

/** The gaps of the drawings: rows 110 apart, and room for the names of exits between them. */
export const dagreLayout: LayOut = (nodes, edges) => {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 44,
    ranksep: 44,
    edgesep: 20,
    ranker: nodes.length > 300 ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { width: node.width, height: node.height });
  for (const [index, edge] of edges.entries()) graph.setEdge(edge.from, edge.to, {}, String(index));
  dagre.layout(graph);
  return nodes.map((node) => {
    const placed = graph.node(node.id);
    // dagre gives the middle of a box.
    return { ...node, x: (placed.x ?? 0) - node.width / 2, y: (placed.y ?? 0) - node.height / 2 };
  });
};
