import type { Graph } from '@dayshift/model';
import { createStore, type StoreApi } from 'zustand';
import type { EditorStore } from '../state/editor-store.ts';
import type { DraftBackup } from './draft-backup.ts';
import { isSameGraph } from './is-same-graph.ts';

/** The draft as the server has it. */
export interface ServerDraft {
  graph: Graph;
  revision: number;
  savedAt: number;
}

export type SaveState =
  | { kind: 'saved'; at: number }
  /** Edits that will be saved in a moment. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'failed'; message: string }
  /** Somebody else saved meanwhile. Nothing is sent until the author has chosen. */
  | { kind: 'conflict'; theirs: ServerDraft };

export type SaveAnswer =
  | { kind: 'saved'; revision: number; savedAt: number }
  | { kind: 'conflict'; theirs: ServerDraft }
  | { kind: 'failed'; message: string; mayRetry: boolean };

export interface DraftSyncParts {
  editor: EditorStore;
  server: ServerDraft;
  save: (graph: Graph, ifRevision: number, isLeaving: boolean) => Promise<SaveAnswer>;
  backup: DraftBackup;
  /** Told after every save, so that another tab can follow. */
  onSaved?: (revision: number) => void;
}

export interface DraftSync {
  state: StoreApi<{ save: SaveState }>;
  /** Saves what is not saved yet, now. Resolves when the draft is saved, or when it cannot be. */
  flush: (isLeaving?: boolean) => Promise<SaveState>;
  retry: () => void;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Another tab saved: follows it when there is nothing of our own to lose. */
  follow: (theirs: ServerDraft) => void;
  revision: () => number;
  isUnsaved: () => boolean;
  dispose: () => void;
}

const quietMs = 700;
const longestWaitMs = 4_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Keeps the server's draft equal to what is drawn. One save at a time, each with the revision it builds on, so two tabs
 * never overwrite each other unseen. What is not saved yet lies in the backup.
 */
export function createDraftSync({ editor, server, save, backup, onSaved }: DraftSyncParts): DraftSync {
  const state = createStore<{ save: SaveState }>(() => ({ save: { kind: 'saved', at: server.savedAt } }));
  let revision = server.revision;
  let savedGraph = editor.getState().graph;
  let savedAt = server.savedAt;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | undefined;
  let retryMs = firstRetryMs;
  let running: Promise<void> | undefined;

  const become = (next: SaveState) => state.setState({ save: next });
  const isUnsaved = () => editor.getState().graph !== savedGraph;
  const settleSaved = () => {
    dirtySince = undefined;
    retryMs = firstRetryMs;
    backup.clear();
    become({ kind: 'saved', at: savedAt });
  };

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(false), ms);
  };

  const onEdit = () => {
    const graph = editor.getState().graph;
    const current = state.getState().save;
    if (graph === savedGraph) {
      // Undone back to what the server has.
      if (current.kind === 'waiting' || current.kind === 'failed') {
        clearTimeout(timer);
        settleSaved();
      }
      return;
    }
    backup.put(graph, revision);
    if (current.kind === 'conflict' || current.kind === 'saving') return;
    dirtySince ??= Date.now();
    become({ kind: 'waiting' });
    later(Math.max(0, Math.min(quietMs, dirtySince + longestWaitMs - Date.now())));
  };

  const send = (isLeaving: boolean): Promise<void> => {
    running ??= sendOnce(isLeaving).finally(() => {
      running = undefined;
    });
    return running;
  };

  const sendOnce = async (isLeaving: boolean): Promise<void> => {
    clearTimeout(timer);
    if (state.getState().save.kind === 'conflict') return;
    if (!isUnsaved()) return settleSaved();
    const graph = editor.getState().graph;
    become({ kind: 'saving' });
    const answer = await save(graph, revision, isLeaving);
    if (answer.kind === 'saved') {
      revision = answer.revision;
      savedAt = answer.savedAt;
      savedGraph = graph;
      onSaved?.(revision);
      if (!isUnsaved()) return settleSaved();
      // More was drawn while it was on its way.
      backup.put(editor.getState().graph, revision);
      dirtySince = Date.now();
      become({ kind: 'waiting' });
      later(quietMs);
    } else if (answer.kind === 'conflict') {
      if (isSameGraph(answer.theirs.graph, graph)) {
        // Our own save whose answer got lost, or the same edit made twice.
        adopt(answer.theirs, graph);
        return isUnsaved() ? later(quietMs) : settleSaved();
      }
      become({ kind: 'conflict', theirs: answer.theirs });
    } else {
      become({ kind: 'failed', message: answer.message });
      if (!answer.mayRetry) return;
      later(retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
  };

  const adopt = (theirs: ServerDraft, graph: Graph) => {
    revision = theirs.revision;
    savedAt = theirs.savedAt;
    savedGraph = graph;
  };

  const replaceWith = (label: string, theirs: ServerDraft) => {
    clearTimeout(timer);
    revision = theirs.revision;
    savedAt = theirs.savedAt;
    // Set first: the edit below must not look unsaved for a moment.
    state.setState({ save: { kind: 'saved', at: savedAt } });
    editor.getState().replace(label, theirs.graph);
    savedGraph = editor.getState().graph;
    clearTimeout(timer);
    settleSaved();
  };

  const unsubscribe = editor.subscribe((now, before) => {
    if (now.graph !== before.graph) onEdit();
  });

  return {
    state,
    isUnsaved,
    revision: () => revision,
    async flush(isLeaving = false) {
      // A save on its way may miss the newest edits: wait for it, then send what is left.
      await running;
      if (isUnsaved()) await send(isLeaving);
      return state.getState().save;
    },
    retry() {
      retryMs = firstRetryMs;
      void send(false);
    },
    keepMine() {
      const current = state.getState().save;
      if (current.kind !== 'conflict') return;
      revision = current.theirs.revision;
      become({ kind: 'waiting' });
      void send(false);
    },
    takeTheirs() {
      const current = state.getState().save;
      if (current.kind === 'conflict') replaceWith('Take theirs', current.theirs);
    },
    follow(theirs) {
      if (theirs.revision <= revision || isUnsaved() || state.getState().save.kind !== 'saved') return;
      replaceWith('Changed in another window', theirs);
    },
    dispose() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
