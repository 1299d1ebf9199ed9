import type { Edge, Graph, GraphNode } from '@dayshift/model';
import type { CanvasEdge, EdgeRunState, NodeRunState } from './flow-types.ts';
import type { PortsOf } from './graph-facts.ts';

export interface EdgeInput {
  graph: Graph;
  portsOf: PortsOf;
  selected: ReadonlySet<string>;
  runStates: Readonly<Record<string, NodeRunState>> | undefined;
  /** Ids of arrows a token went along. */
  liveEdges: ReadonlySet<string>;
}

/** The graph's arrows for React Flow; an arrow that did not change keeps its object. */
export function toFlowEdges(input: EdgeInput, previous: readonly CanvasEdge[]): CanvasEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const byId = new Map(input.graph.nodes.map((node) => [node.id, node]));
  const edges = input.graph.edges.map((edge): CanvasEdge => {
    const run = runStateOf(edge, input);
    const ariaLabel = labelOf(edge, byId, input.portsOf) + (run ? `, ${runWords[run]}` : '');
    const isSelected = input.selected.has(edge.id);
    const old = before.get(edge.id);
    const isSame =
      old !== undefined &&
      old.source === edge.source &&
      old.sourceHandle === edge.sourcePort &&
      old.target === edge.target &&
      old.selected === isSelected &&
      old.data?.run === run &&
      old.ariaLabel === ariaLabel;
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
      ariaLabel,
      // Only a selected arrow can be led elsewhere by its ends: the grips cost two elements each.
      reconnectable: isSelected && input.runStates === undefined,
    };
  });
  if (!input.runStates) return edges;
  // What was travelled lies over what was not; a z-index would lift it over the names of the exits too.
  return edges.sort((a, b) => Number(a.data?.run === 'travelled') - Number(b.data?.run === 'travelled'));
}

const runWords: Record<EdgeRunState, string> = {
  travelled: 'taken',
  escape: 'not taken yet',
  unreached: 'not taken',
};

/** “Arrow from Refund, if it fails, to A person takes over”. */
function labelOf(edge: Edge, byId: ReadonlyMap<string, GraphNode>, portsOf: PortsOf): string {
  const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
  const exit = source && portsOf(source).outputs.find((port) => port.name === edge.sourcePort)?.label;
  return `Arrow from ${source?.title ?? 'nothing'}${exit ? `, ${exit},` : ''} to ${target?.title ?? 'nothing'}`;
}

function runStateOf(edge: Edge, input: EdgeInput): EdgeRunState | undefined {
  if (!input.runStates) return undefined;
  if (input.liveEdges.has(edge.id)) return 'travelled';
  const source = input.runStates[edge.source];
  // The way out that a stuck step has not taken yet.
  return source?.status === 'stuck' && edge.sourcePort === 'error' ? 'escape' : 'unreached';
}
