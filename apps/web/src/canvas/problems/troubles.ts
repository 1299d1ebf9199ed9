import type { Graph, Problem } from '@dayshift/model';
import type { NodeTrouble } from '../../graph/flow-types.ts';

/** The worst problem of each node, for the mark on its card. */
export function troublesOf(problems: readonly Problem[]): ReadonlyMap<string, NodeTrouble> {
  const troubles = new Map<string, NodeTrouble>();
  for (const { nodeId, severity, message } of problems) {
    if (nodeId === undefined || severity === 'info') continue;
    const known = troubles.get(nodeId);
    if (!known || (known.severity === 'warning' && severity === 'error'))
      troubles.set(nodeId, { severity, message });
  }
  return troubles;
}

/** Errors first, then in the order of the drawing: top to bottom, left to right. */
export function inReadingOrder(problems: readonly Problem[], graph: Graph): Problem[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  const place = new Map(graph.nodes.map((node) => [node.id, node.position]));
  const at = (problem: Problem) => (problem.nodeId === undefined ? undefined : place.get(problem.nodeId));
  return [...problems].sort((a, b) => {
    if (a.severity !== b.severity) return rank[a.severity] - rank[b.severity];
    const [first, second] = [at(a), at(b)];
    if (!first || !second) return Number(Boolean(first)) - Number(Boolean(second));
    return first.y - second.y || first.x - second.x;
  });
}
