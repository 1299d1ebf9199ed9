import type { Graph, Problem } from '@dayshift/model';
import type { Unread } from '../state/editor-store.ts';

/** What was typed and cannot be read is a problem like any other: what would run is not what stands in the field. */
export function unreadProblems(unread: readonly Unread[], graph: Graph): Problem[] {
  const nodes = new Set(graph.nodes.map((node) => node.id));
  return unread
    .filter(({ nodeId }) => nodes.has(nodeId))
    .map(({ nodeId, field, message }) => ({
      code: 'PB3008',
      severity: 'error',
      nodeId,
      field,
      message: /[.!?]$/.test(message) ? message : `${message}.`,
      hint: 'Until it can be read, what was there before counts.',
    }));
}
