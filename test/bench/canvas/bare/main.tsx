// React Flow as it comes, with the graph the canvas is measured with: what the canvas is compared to.
import '@xyflow/react/dist/style.css';
import { type Edge, type Node, ReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';

const query = new URLSearchParams(location.search);
const answer = await fetch(`/graph/${query.get('nodes')}.json`);
const { nodes, edges } = (await answer.json()) as { nodes: Node[]; edges: Edge[] };

createRoot(document.getElementById('root') as HTMLElement).render(
  // The size of the canvas pane: both paint as many pixels.
  <div style={{ width: Number(query.get('width')), height: Number(query.get('height')) }}>
    <ReactFlow defaultNodes={nodes} defaultEdges={edges} minZoom={0.05} fitView />
  </div>,
);
