import type { Edge, Graph } from '@dayshift/model';
import type { CanvasEdge, EdgeRunState, NodeRunState } from './flow-types.ts';

export interface EdgeInput {
  graph: Graph;
  selected: ReadonlySet<string>;
  runStates: Readonly<Record<string, NodeRunState>> | undefined;
  /** Ids of arrows a token went along. */
  liveEdges: ReadonlySet<string>;
}

/** The graph's arrows for React Flow; an arrow that did not change keeps its object. */
export function toFlowEdges(input: EdgeInput, previous: readonly CanvasEdge[]): CanvasEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const edges = input.graph.edges.map((edge): CanvasEdge => {
    const run = runStateOf(edge, input);
    const isSelected = input.selected.has(edge.id);
    const old = before.get(edge.id);
    const isSame =
      old !== undefined &&
      old.source === edge.source &&
      old.sourceHandle === edge.sourcePort &&
      old.target === edge.target &&
      old.selected === isSelected &&
      old.data?.run === run;
    if (isSame) return old;
    return {
      id: edge.id,
      type: 'step',
      source: edge.source,
      sourceHandle: edge.sourcePort,
      target: edge.target,
      targetHandle: 'in',
      selected: isSelected,
      data: { run },
      // Only a selected arrow can be led elsewhere by its ends: the grips cost two elements each.
      reconnectable: isSelected && input.runStates === undefined,
    };
  });
  if (!input.runStates) return edges;
  // What was travelled lies over what was not; a z-index would lift it over the names of the exits too.
  return edges.sort((a, b) => Number(a.data?.run === 'travelled') - Number(b.data?.run === 'travelled'));
}

function runStateOf(edge: Edge, input: EdgeInput): EdgeRunState | undefined {
  if (!input.runStates) return undefined;
  if (input.liveEdges.has(edge.id)) return 'travelled';
  const source = input.runStates[edge.source];
  // The way out that a stuck step has not taken yet.
  return source?.status === 'stuck' && edge.sourcePort === 'error' ? 'escape' : 'unreached';
}
