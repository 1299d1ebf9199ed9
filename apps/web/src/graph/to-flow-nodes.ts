import type { Graph, GraphNode, Note } from '@dayshift/model';
import { Position } from '@xyflow/react';
import { inFlowOrder } from './flow-order.ts';
import type { CanvasNode, NodeRunState, NodeTrouble, NoteFlowNode, StepFlowNode } from './flow-types.ts';
import { cardSize, emptyContainerSize, type PortsOf } from './graph-facts.ts';
import { parentsFirst } from './parents-first.ts';
import { shownPorts } from './port-places.ts';

export interface FlowInput {
  graph: Graph;
  portsOf: PortsOf;
  selected: ReadonlySet<string>;
  troubles: ReadonlyMap<string, NodeTrouble>;
  /** Present while a run is shown. */
  runStates: Readonly<Record<string, NodeRunState>> | undefined;
}

/**
 * The graph as React Flow nodes. A node that did not change keeps its object, so that React Flow and React skip it: this is
 * what makes one edit among 1,000 cards cost one card.
 */
export function toFlowNodes(input: FlowInput, previous: readonly CanvasNode[]): CanvasNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const usedPorts = usedPortsBySource(input.graph);
  const steps = parentsFirst(inFlowOrder(input.graph)).map((node) =>
    toStep(node, input, usedPorts.get(node.id) ?? noPorts, before.get(node.id)),
  );
  const notes = input.graph.notes.map((note) =>
    toNote(note, input.selected.has(note.id), before.get(note.id)),
  );
  return [...notes, ...steps];
}

/** Width of a port as the style sheet draws it; React Flow measures the same. */
const dot = 9;
const noPorts: ReadonlySet<string> = new Set();

function usedPortsBySource(graph: Graph): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const edge of graph.edges) {
    const ports = used.get(edge.source);
    if (ports) ports.add(edge.sourcePort);
    else used.set(edge.source, new Set([edge.sourcePort]));
  }
  return used;
}

function toStep(
  node: GraphNode,
  input: FlowInput,
  usedPorts: ReadonlySet<string>,
  previous: CanvasNode | undefined,
): StepFlowNode {
  const isSelected = input.selected.has(node.id);
  const trouble = input.troubles.get(node.id);
  const run = input.runStates?.[node.id];
  const isUnreached = input.runStates !== undefined && run === undefined;
  const old = previous?.type === 'note' ? undefined : previous;
  const facts = input.portsOf(node);
  const size = node.size ?? (facts.isContainer ? emptyContainerSize : cardSize);
  const isOffering = isSelected && input.runStates === undefined;
  const ports = shownPorts(facts.outputs, usedPorts, isOffering, size.width, facts.isContainer);
  const isSame =
    old !== undefined &&
    old.data.node === node &&
    old.selected === isSelected &&
    isSameTrouble(old.data.trouble, trouble) &&
    isSameRun(old.data.run, run) &&
    old.data.isUnreached === isUnreached &&
    isSamePorts(old.data.ports, ports) &&
    old.position.x === node.position.x &&
    old.position.y === node.position.y;
  if (isSame) return old;
  return {
    id: node.id,
    type: facts.isContainer ? 'container' : 'step',
    position: node.position,
    ...(node.parentId !== undefined && { parentId: node.parentId }),
    selected: isSelected,
    // Sizes and ports are known, so React Flow draws arrows at once and never measures 1,000 cards.
    width: size.width,
    height: size.height,
    measured: { width: size.width, height: size.height },
    handles: [
      ...(facts.hasInput
        ? [
            {
              id: 'in',
              type: 'target' as const,
              position: Position.Top,
              x: size.width / 2 - dot / 2,
              y: -dot / 2,
              width: dot,
              height: dot,
            },
          ]
        : []),
      ...ports.map((port) => ({
        id: port.name,
        type: 'source' as const,
        position: Position.Bottom,
        x: size.width * port.at - dot / 2,
        y: size.height - dot / 2,
        width: dot,
        height: dot,
      })),
    ],
    data: { node, ports, hasInput: facts.hasInput, trouble, run, isUnreached },
    ariaRole: 'group',
    ariaLabel: labelOf(node, trouble, run, isUnreached),
    domAttributes: { 'aria-roledescription': 'step' },
  };
}

function toNote(note: Note, isSelected: boolean, previous: CanvasNode | undefined): NoteFlowNode {
  if (previous?.type === 'note' && previous.data.note === note && previous.selected === isSelected) {
    if (previous.position.x === note.position.x && previous.position.y === note.position.y) return previous;
  }
  return {
    id: note.id,
    type: 'note',
    position: note.position,
    selected: isSelected,
    width: note.size.width,
    height: note.size.height,
    measured: { ...note.size },
    zIndex: -1,
    data: { note },
    ariaRole: 'group',
    ariaLabel: `Note: ${note.text || 'empty'}`,
    domAttributes: { 'aria-roledescription': 'note' },
  };
}

const runWords: Record<NodeRunState['status'], string> = {
  running: 'working',
  sleeping: 'waiting until later',
  asking: 'waiting for a person',
  stuck: 'stuck',
  done: 'done',
  skipped: 'skipped',
  failed: 'failed',
  cancelled: 'cancelled',
};

function labelOf(
  node: GraphNode,
  trouble: NodeTrouble | undefined,
  run: NodeRunState | undefined,
  isUnreached: boolean,
): string {
  const state = run ? `, ${runWords[run.status]}` : isUnreached ? ', not reached' : '';
  const off = node.isDisabled ? ', switched off' : '';
  const problem = trouble
    ? `. ${trouble.severity === 'error' ? 'Problem' : 'Warning'}: ${trouble.message}`
    : '';
  return `${node.title}${state}${off}${problem}`;
}

const isSameTrouble = (a: NodeTrouble | undefined, b: NodeTrouble | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.message === b.message && a.severity === b.severity);

const isSameRun = (a: NodeRunState | undefined, b: NodeRunState | undefined) =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.status === b.status &&
    (a.text === b.text || JSON.stringify(a.text) === JSON.stringify(b.text)));

type Ports = StepFlowNode['data']['ports'];
const isSamePorts = (a: Ports, b: Ports) =>
  a.length === b.length &&
  a.every((port, index) => {
    const other = b[index];
    return (
      other !== undefined && port.name === other.name && port.label === other.label && port.at === other.at
    );
  });
