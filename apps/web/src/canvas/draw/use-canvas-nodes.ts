import type { Graph } from '@dayshift/model';
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CanvasEdge, CanvasNode, NodeRunState, NodeTrouble } from '../../graph/flow-types.ts';
import { portsOf } from '../../graph/node-facts.ts';
import { toFlowEdges } from '../../graph/to-flow-edges.ts';
import { toFlowNodes } from '../../graph/to-flow-nodes.ts';
import type { Parts } from '../edits/delete-parts.ts';
import { useEditor, useEditorStore } from '../state/editor-context.tsx';
import { commitResize } from './commit-resize.ts';

export interface RunLight {
  stateByNode: Readonly<Record<string, NodeRunState>>;
  liveEdges: ReadonlySet<string>;
}

const nothingLive: ReadonlySet<string> = new Set();

/**
 * The draft as React Flow wants it. While something is dragged or resized React Flow's own copy moves; the draft changes
 * once, when it is let go, so a drag is one step of the history.
 */
export function useCanvasNodes(
  troubles: ReadonlyMap<string, NodeTrouble>,
  light: RunLight | undefined,
  isFar: boolean,
) {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const selection = useEditor((state) => state.selection);
  const selected = useMemo(() => selectedIds(selection), [selection]);
  const drawn = useRef<{ nodes: CanvasNode[]; edges: CanvasEdge[]; isFar: boolean }>({
    nodes: [],
    edges: [],
    isFar,
  });

  const settled = useMemo(
    () =>
      toFlowNodes(
        { graph, portsOf, selected, troubles, runStates: light?.stateByNode },
        // Fresh objects when cards gain their ports: React Flow forgets the ports of cards it measured without.
        drawn.current.isFar === isFar ? drawn.current.nodes : [],
      ),
    [graph, selected, troubles, light, isFar],
  );
  const edges = useMemo(
    () =>
      toFlowEdges(
        {
          graph,
          portsOf,
          selected,
          runStates: light?.stateByNode,
          liveEdges: light?.liveEdges ?? nothingLive,
        },
        drawn.current.edges,
      ),
    [graph, selected, light],
  );
  const [moving, setMoving] = useState<CanvasNode[]>();
  // Beside the state, since several changes can come before the next render.
  const byHand = useRef<CanvasNode[]>(undefined);
  const show = useCallback((shown: CanvasNode[] | undefined) => {
    byHand.current = shown;
    setMoving(shown);
  }, []);
  const nodes = moving ?? settled;
  useEffect(() => {
    drawn.current = { nodes: settled, edges, isFar };
  }, [settled, edges, isFar]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length > 0) store.getState().select(withChanges(store.getState(), selects));
      const resized = changes.filter((change) => change.type === 'dimensions' && change.resizing === false);
      if (resized.length > 0) {
        // The last change says only that the hand let go: the size is in what is shown by now.
        const shown = byHand.current;
        if (shown)
          store.getState().edit('Resize', (before) => commitResize(before, shown, drawn.current.nodes));
        show(undefined);
        return;
      }
      const isByHand = changes.some(
        (change) =>
          (change.type === 'position' && change.dragging === true) ||
          (change.type === 'dimensions' && change.resizing === true),
      );
      if (isByHand) show(applyNodeChanges(changes, byHand.current ?? drawn.current.nodes));
      else if (selects.length > 0 && byHand.current) show(applyNodeChanges(selects, byHand.current));
    },
    [store, show],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length > 0) store.getState().select(withChanges(store.getState(), selects));
    },
    [store],
  );
  const settle = useCallback(() => show(undefined), [show]);
  return { graph, nodes, edges, selected, onNodesChange, onEdgesChange, settle };
}

export function selectedIds(selection: Parts): ReadonlySet<string> {
  return new Set([...selection.nodeIds, ...selection.edgeIds, ...selection.noteIds]);
}

/** React Flow knows one kind of id; the selection keeps nodes, arrows and notes apart. */
function withChanges(
  state: { graph: Graph; selection: Parts },
  changes: readonly { id: string; selected: boolean }[],
): Parts {
  const ids = new Set(selectedIds(state.selection));
  for (const change of changes) {
    if (change.selected) ids.add(change.id);
    else ids.delete(change.id);
  }
  return partsOf(state.graph, ids);
}

export function partsOf(graph: Graph, ids: ReadonlySet<string>): Parts {
  return {
    nodeIds: graph.nodes.filter((node) => ids.has(node.id)).map((node) => node.id),
    edgeIds: graph.edges.filter((edge) => ids.has(edge.id)).map((edge) => edge.id),
    noteIds: graph.notes.filter((note) => ids.has(note.id)).map((note) => note.id),
  };
}
