import type { Graph } from '@dayshift/model';
import { inOrderOfWork } from '../../graph/flow-order.ts';
import { absolutePosition, findNode, gridStep, type Point } from '../../graph/graph-facts.ts';
import { isExpressionField, portsOf } from '../../graph/node-facts.ts';
import { newNodeOf, type PaletteItem } from '../catalog/palette-items.ts';
import type { NewNode } from '../edits/add-node.ts';
import { connect, type Link, whyNotConnect } from '../edits/connect.ts';
import { hasContainers } from '../edits/container-at.ts';
import {
  type Clip,
  clipFromText,
  clipToText,
  copyParts,
  duplicateParts,
  pasteParts,
} from '../edits/copy-parts.ts';
import { deleteParts, isEmptyParts, noParts, type Parts } from '../edits/delete-parts.ts';
import { containerUnder, dropParts } from '../edits/drop-parts.ts';
import { insertInside } from '../edits/insert-inside.ts';
import { insertAfter, insertOnEdge } from '../edits/insert-node.ts';
import { moveInto } from '../edits/move-into.ts';
import { nudgeParts } from '../edits/move-parts.ts';
import { addNote, changeNote } from '../edits/notes.ts';
import { placeNode } from '../edits/place-node.ts';
import type { EditorStore } from '../state/editor-store.ts';
import { partsOf, selectedIds } from './use-canvas-nodes.ts';

export type CanvasActions = ReturnType<typeof createCanvasActions>;

/** Tells the author something in one line, e.g. why an arrow was refused. */
export type Say = (message: string) => void;

/** Everything an author can do to the drawing, whether by mouse, key or button. */
export function createCanvasActions(store: EditorStore, say: Say) {
  const graph = () => store.getState().graph;
  const selection = () => store.getState().selection;
  const edit = store.getState().edit;
  const only = (nodeId: string): Parts => ({ ...noParts, nodeIds: [nodeId] });
  const addedNode = (label: string, added: { graph: Graph; nodeId: string } | undefined) => {
    if (added) edit(label, () => added.graph, { select: only(added.nodeId) });
    return added?.nodeId;
  };

  return {
    /** Into the selected container, behind the selected step, into the selected arrow, or else near the given place. */
    insert(item: PaletteItem, otherwise: Point): string | undefined {
      const made = newNodeOf(item.type);
      if (!made) return undefined;
      const { nodeIds, edgeIds } = selection();
      const [nodeId] = nodeIds;
      const [edgeId] = edgeIds;
      const label = `Insert ${item.title}`;
      if (nodeIds.length === 1 && nodeId !== undefined && !item.isTrigger) {
        return addedNode(label, insertAt(graph(), made, nodeId));
      }
      if (edgeIds.length === 1 && edgeId !== undefined && !item.isTrigger) {
        return addedNode(label, insertOnEdge(graph(), made, edgeId, portsOf));
      }
      return addedNode(label, placeNode(graph(), made, otherwise, portsOf));
    },
    /** Behind a step, or as the first and next one inside a container: what the outline and the keys ask for. */
    insertAt(type: string, nodeId: string, where: 'behind' | 'inside'): string | undefined {
      const made = newNodeOf(type);
      if (!made) return undefined;
      const added =
        where === 'inside'
          ? insertInside(graph(), made, nodeId, portsOf)
          : insertAfter(graph(), made, { nodeId }, portsOf);
      return addedNode(`Insert ${made.title}`, added);
    },
    insertOnEdge(type: string, edgeId: string): string | undefined {
      const made = newNodeOf(type);
      return made && addedNode(`Insert ${made.title}`, insertOnEdge(graph(), made, edgeId, portsOf));
    },
    place(type: string, point: Point, from?: { nodeId: string; port: string }): string | undefined {
      const made = newNodeOf(type);
      return (
        made &&
        addedNode(`Insert ${made.title}`, placeNode(graph(), made, point, portsOf, { from, isExact: true }))
      );
    },
    moveInto(nodeId: string, containerId: string | undefined): void {
      const moved = moveInto(graph(), nodeId, containerId, portsOf);
      edit('Move', () => moved.graph, { select: only(nodeId) });
      sayRemoved(say, moved.removedEdges);
    },
    deleteNode(nodeId: string): void {
      edit('Delete', (before) => deleteParts(before, only(nodeId), portsOf));
    },
    deleteEdge(edgeId: string): void {
      edit('Take an arrow away', (before) => deleteParts(before, { ...noParts, edgeIds: [edgeId] }, portsOf));
    },
    whyNot: (link: Link) => whyNotConnect(graph(), link, portsOf),
    connect(link: Link): void {
      const reason = whyNotConnect(graph(), link, portsOf);
      if (reason) say(reason);
      else edit('Connect', (before) => connect(before, link, portsOf));
    },
    reconnect(edgeId: string, link: Link): void {
      const without = deleteParts(graph(), { ...noParts, edgeIds: [edgeId] }, portsOf);
      const reason = whyNotConnect(without, link, portsOf);
      if (reason) say(reason);
      else edit('Reconnect', () => connect(without, link, portsOf));
    },
    /** Without a container a drag has nothing to ask: among a thousand cards it has no time for it either. */
    hasContainers: () => hasContainers(graph(), portsOf),
    /** The container that steps would go into if they were let go here. */
    containerUnder: (dragged: readonly string[], pointer: Point) =>
      containerUnder(graph(), dragged, pointer, portsOf),
    drop(positions: ReadonlyMap<string, Point>, pointer: Point): void {
      const dropped = dropParts(graph(), positions, pointer, portsOf);
      edit('Move', () => dropped.graph);
      sayRemoved(say, dropped.removedEdges);
    },
    nudge(by: Point): void {
      edit('Move', (before) => nudgeParts(before, selectedIds(selection()), by), { burst: 'nudge' });
    },
    deleteSelected(): void {
      if (!isEmptyParts(selection())) edit('Delete', (before) => deleteParts(before, selection(), portsOf));
    },
    duplicateSelected(): void {
      if (isEmptyParts(selection())) return;
      const pasted = duplicateParts(graph(), selection(), isExpressionField);
      edit('Duplicate', () => pasted.graph, { select: pasted.parts });
    },
    selectAll(): void {
      store.getState().select({
        nodeIds: graph().nodes.map((node) => node.id),
        edgeIds: graph().edges.map((edge) => edge.id),
        noteIds: graph().notes.map((note) => note.id),
      });
    },
    selectNode(nodeId: string): void {
      store.getState().select(only(nodeId));
    },
    clearSelection(): void {
      store.getState().select(noParts);
    },
    copyText(): string | undefined {
      const parts = selection();
      return parts.nodeIds.length + parts.noteIds.length === 0
        ? undefined
        : clipToText(copyParts(graph(), parts));
    },
    /** Pasted steps go under the pointer, or a little beside their originals. */
    paste(text: string, at: Point | undefined): boolean {
      const clip = clipFromText(text);
      if (!clip) return false;
      const pasted = pasteParts(
        graph(),
        clip,
        { by: at ? distanceTo(clip, at) : { x: 40, y: 40 } },
        isExpressionField,
      );
      edit('Paste', () => pasted.graph, { select: pasted.parts });
      return true;
    },
    addNote(at: Point): string {
      const added = addNote(graph(), at);
      edit('Add a note', () => added.graph, { select: { ...noParts, noteIds: [added.noteId] } });
      return added.noteId;
    },
    writeNote(noteId: string, text: string): void {
      const before = graph().notes.find((note) => note.id === noteId);
      if (before && before.text !== text)
        edit('Write a note', (current) => changeNote(current, noteId, { text }));
    },
    async arrange(): Promise<void> {
      const [{ layoutGraph }, { dagreLayout }] = await Promise.all([
        import('../layout/layout-graph.ts'),
        import('../layout/dagre-layout.ts'),
      ]);
      edit('Arrange', (before) => layoutGraph(before, portsOf, dagreLayout));
    },
    /** Along the arrows with the keyboard: to the next, the one before, or the one beside. */
    walk(direction: 'up' | 'down' | 'left' | 'right'): string | undefined {
      const next = neighbourOf(graph(), selection().nodeIds[0], direction);
      if (next !== undefined) store.getState().select(only(next));
      return next;
    },
    partsOf: (ids: ReadonlySet<string>) => partsOf(graph(), ids),
  };
}

function sayRemoved(say: Say, count: number): void {
  if (count === 0) return;
  const [arrows, them] = count === 1 ? ['One arrow was', 'it'] : [`${count} arrows were`, 'them'];
  say(`${arrows} removed: arrows do not cross a border. Undo brings ${them} back.`);
}

/** What `/` does with a step selected: a container takes it in, any other step is followed by it. */
function insertAt(graph: Graph, made: NewNode, nodeId: string) {
  const node = findNode(graph, nodeId);
  return node && portsOf(node).isContainer
    ? insertInside(graph, made, nodeId, portsOf)
    : insertAfter(graph, made, { nodeId }, portsOf);
}

export const nudgeSteps = { one: gridStep, far: gridStep * 5 } as const;

function distanceTo(clip: Clip, at: Point): Point {
  const corners = [...clip.nodes.filter((node) => node.parentId === undefined), ...clip.notes];
  return {
    x: at.x - Math.min(...corners.map((part) => part.position.x)),
    y: at.y - Math.min(...corners.map((part) => part.position.y)),
  };
}

export function neighbourOf(
  graph: Graph,
  nodeId: string | undefined,
  direction: 'up' | 'down' | 'left' | 'right',
): string | undefined {
  const node = nodeId === undefined ? undefined : findNode(graph, nodeId);
  if (!node) return graph.nodes[0]?.id;
  const at = absolutePosition(graph, node);
  if (direction === 'down' || direction === 'up') {
    const ends =
      direction === 'down'
        ? graph.edges.filter((edge) => edge.source === node.id).map((edge) => edge.target)
        : graph.edges.filter((edge) => edge.target === node.id).map((edge) => edge.source);
    // Where no arrow leads on: into a container, and back out of it.
    return ends[0] ?? (direction === 'down' ? firstInside(graph, node.id) : node.parentId);
  }
  const sign = direction === 'right' ? 1 : -1;
  const beside = graph.nodes
    .filter((other) => other.id !== node.id && other.parentId === node.parentId)
    .map((other) => ({ id: other.id, at: absolutePosition(graph, other) }))
    .filter((other) => (other.at.x - at.x) * sign > 20)
    .sort((a, b) => distance(a.at, at) - distance(b.at, at));
  return beside[0]?.id;
}

const firstInside = (graph: Graph, containerId: string) =>
  inOrderOfWork(
    graph,
    graph.nodes.filter((node) => node.parentId === containerId),
  )[0]?.id;

// Sideways counts less than up and down: the card in the same row is the one meant.
const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + 4 * Math.abs(a.y - b.y);
