import { edgeKey, type Projection } from '@dayshift/engine';
import type { Graph, Plan, RunState } from '@dayshift/model';

/** Arrows of the drawing that a token went along. A node may be several steps; what leaves the last one leaves the node. */
export function liveEdges(
  graph: Graph,
  plan: Plan,
  { activations }: Pick<RunState, 'activations'>,
  pruned: Projection['pruned'],
): string[] {
  const travelled = new Set<string>();
  for (const { edges } of Object.values(activations))
    for (const [key, verdict] of Object.entries(edges)) if (verdict === 'live') travelled.add(key);
  // Of an item that is over its arrows are forgotten; the port a step left by says the same.
  const leftBy = new Set<string>();
  for (const { stepId, port } of Object.values(pruned))
    if (port !== undefined) leftBy.add(`${stepId} ${port}`);
  const live = new Set<string>();
  const nodeOf = new Map(plan.steps.map((step) => [step.id, step.nodeId]));
  for (const step of plan.steps) {
    for (const port of step.ports) {
      for (const target of port.to) {
        if (!travelled.has(edgeKey(step.id, port.name, target)) && !leftBy.has(`${step.id} ${port.name}`))
          continue;
        for (const id of drawnEdges(graph, step.nodeId, port.name, nodeOf.get(target) ?? '')) live.add(id);
      }
    }
  }
  return [...live];
}

function drawnEdges(graph: Graph, source: string, port: string, target: string): string[] {
  const between = graph.edges.filter((edge) => edge.source === source && edge.target === target);
  const exact = between.filter((edge) => edge.sourcePort === port);
  // A port of the node may have another name in the plan where the node compiles to several steps.
  return (exact.length > 0 ? exact : between.length === 1 ? between : []).map((edge) => edge.id);
}
