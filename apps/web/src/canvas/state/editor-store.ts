import type { Graph } from '@dayshift/model';
import { freeze, produce } from 'immer';
import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand';
import { immer } from 'zustand/middleware/immer';
import { noParts, type Parts } from '../edits/delete-parts.ts';

/** What an author typed into a field of a step that cannot be read yet; the draft has what was there before. */
export interface Unread {
  nodeId: string;
  field: string;
  text: string;
  message: string;
}

export interface EditorState {
  /** The draft as it is drawn now. Every change goes through `edit`, so every change can be undone. */
  graph: Graph;
  selection: Parts;
  /** What the last edit did, for screen readers and the note after an undo. */
  lastEdit: string;
  /** No part of the draft and of its history: kept so that nothing typed is lost, and known as problems. */
  unread: readonly Unread[];
}

export interface EditorActions {
  /**
   * Changes the draft. Edits with the same `burst` within a moment (typing in one field, holding an arrow key) are one step
   * of the history.
   */
  edit: (
    label: string,
    change: (graph: Graph) => Graph,
    options?: { burst?: string; select?: Parts },
  ) => void;
  select: (selection: Parts) => void;
  /** Keeps what cannot be read yet in a field, or forgets it. */
  setUnread: (nodeId: string, field: string, typed: Pick<Unread, 'text' | 'message'> | undefined) => void;
  undo: () => void;
  redo: () => void;
  /** Puts another draft in place (theirs after a conflict, an old version), which can itself be undone. */
  replace: (label: string, graph: Graph) => void;
}

export type EditorStore = StoreApi<EditorState & EditorActions> & {
  temporal: StoreApi<{ pastStates: unknown[]; futureStates: unknown[] }>;
};

const historyLimit = 200;
const burstMs = 1_000;

/** The state of one open draft. Made per page, so that two playbooks never share a history. */
export function createEditorStore(graph: Graph, now: () => number = Date.now): EditorStore {
  let burst: { name: string; at: number } | undefined;
  const store = createStore<EditorState & EditorActions>()(
    temporal(
      immer((set, get) => ({
        graph: freeze(graph, true),
        selection: noParts,
        lastEdit: '',
        unread: [],
        edit: (label, change, options = {}) => {
          const before = get().graph;
          const after = freeze(change(before), true);
          if (after === before) return;
          const at = now();
          const isSameBurst =
            options.burst !== undefined && burst?.name === options.burst && at - burst.at < burstMs;
          burst = options.burst === undefined ? undefined : { name: options.burst, at };
          const history = store.temporal.getState();
          if (isSameBurst) history.pause();
          set((state) => {
            state.graph = after;
            state.lastEdit = label;
            state.selection = options.select ?? kept(state.selection, after);
          });
          if (isSameBurst) history.resume();
        },
        select: (selection) => {
          set((state) => {
            state.selection = selection;
          });
        },
        setUnread: (nodeId, field, typed) => {
          const others = get().unread.filter((each) => each.nodeId !== nodeId || each.field !== field);
          if (!typed && others.length === get().unread.length) return;
          set((state) => {
            state.unread = typed ? [...others, { nodeId, field, ...typed }] : others;
          });
        },
        undo: () => {
          burst = undefined;
          store.temporal.getState().undo();
          keepSelection();
        },
        redo: () => {
          burst = undefined;
          store.temporal.getState().redo();
          keepSelection();
        },
        replace: (label, other) => get().edit(label, () => other),
      })),
      {
        partialize: (state) => ({ graph: state.graph, lastEdit: state.lastEdit }),
        equality: (past, current) => past.graph === current.graph,
        limit: historyLimit,
      },
    ),
  );
  const keepSelection = () => {
    const { selection, graph: current } = store.getState();
    const rest = kept(selection, current);
    if (rest !== selection) store.setState({ selection: rest });
  };
  return store;
}

/** The selection without what is no longer there. */
function kept(selection: Parts, graph: Graph): Parts {
  const nodes = new Set(graph.nodes.map((node) => node.id));
  const edges = new Set(graph.edges.map((edge) => edge.id));
  const notes = new Set(graph.notes.map((note) => note.id));
  return produce(selection, (draft) => {
    draft.nodeIds = draft.nodeIds.every((id) => nodes.has(id))
      ? draft.nodeIds
      : draft.nodeIds.filter((id) => nodes.has(id));
    draft.edgeIds = draft.edgeIds.every((id) => edges.has(id))
      ? draft.edgeIds
      : draft.edgeIds.filter((id) => edges.has(id));
    draft.noteIds = draft.noteIds.every((id) => notes.has(id))
      ? draft.noteIds
      : draft.noteIds.filter((id) => notes.has(id));
  });
}
