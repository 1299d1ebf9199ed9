import type { Graph } from '@dayshift/model';
import { z } from 'zod';
import { checkGraph } from './check-graph.ts';

// zod's compiled parsers need eval, which the page's security policy forbids.
z.config({ jitless: true });

export interface CheckRequest {
  id: number;
  graph: Graph;
  nodeId: string | undefined;
}

self.addEventListener('message', (event: MessageEvent<CheckRequest>) => {
  const { id, graph, nodeId } = event.data;
  self.postMessage({ id, answer: checkGraph(graph, nodeId) });
});
