import type { Graph } from '@dayshift/model';
import { type PortsOf, withDescendants } from '../../graph/graph-facts.ts';
import { joinNeighbours } from './join-neighbours.ts';

/** What is selected, or about to be copied or deleted. */
export interface Parts {
  nodeIds: string[];
  edgeIds: string[];
  noteIds: string[];
}

export const noParts: Parts = { nodeIds: [], edgeIds: [], noteIds: [] };

export const isEmptyParts = (parts: Parts) =>
  parts.nodeIds.length + parts.edgeIds.length + parts.noteIds.length === 0;

/**
 * Removes parts, what is drawn inside removed containers, and every arrow that would hang loose. What stood before and
 * after a removed step is joined.
 */
export function deleteParts(graph: Graph, parts: Parts, portsOf: PortsOf): Graph {
  if (isEmptyParts(parts)) return graph;
  const gone = withDescendants(graph, parts.nodeIds);
  const goneEdges = new Set(parts.edgeIds);
  const goneNotes = new Set(parts.noteIds);
  const left = {
    ...graph,
    nodes: graph.nodes.filter((node) => !gone.has(node.id)),
    edges: graph.edges.filter(
      (edge) => !goneEdges.has(edge.id) && !gone.has(edge.source) && !gone.has(edge.target),
    ),
    notes: graph.notes.filter((note) => !goneNotes.has(note.id)),
  };
  return joinNeighbours(graph, left, gone, portsOf);
}
