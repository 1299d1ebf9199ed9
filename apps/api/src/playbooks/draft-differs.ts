import { canonicalJson, type Graph, type Json } from '@dayshift/model';

/** Whether publishing the draft would change what runs: places on the canvas and notes do not count. */
export function draftDiffers(draft: Graph, published: Graph | undefined): boolean {
  if (!published) return draft.nodes.length > 0;
  return meaning(draft) !== meaning(published);
}

function meaning(graph: Graph): string {
  const nodes = graph.nodes
    .map(({ position: _position, size: _size, ...rest }) => rest)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const edges = [...graph.edges].sort((a, b) => (a.id < b.id ? -1 : 1));
  // A graph is JSON but for fields that are undefined, which stringify drops.
  return canonicalJson(JSON.parse(JSON.stringify({ nodes, edges })) as Json);
}
