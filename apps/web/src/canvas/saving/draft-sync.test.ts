import type { Graph } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { changeNode } from '../edits/change-node.ts';
import { createEditorStore } from '../state/editor-store.ts';
import { createDraftBackup, findLeftBehind } from './draft-backup.ts';
import { createDraftSync, type SaveAnswer } from './draft-sync.ts';

/** A server with one draft, as strict about revisions as the real one. */
function aServer(graph: Graph) {
  const draft = { graph, revision: 1, savedAt: 1_000 };
  const calls: number[] = [];
  let trouble: SaveAnswer | undefined;
  let isLosingAnswers = false;
  return {
    draft,
    calls,
    fail: (answer: SaveAnswer | undefined) => {
      trouble = answer;
    },
    loseAnswers: (isLosing: boolean) => {
      isLosingAnswers = isLosing;
    },
    async save(next: Graph, ifRevision: number): Promise<SaveAnswer> {
      calls.push(ifRevision);
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (trouble) return trouble;
      if (ifRevision !== draft.revision)
        return { kind: 'conflict', theirs: { ...draft, graph: structuredClone(draft.graph) } };
      Object.assign(draft, { graph: next, revision: draft.revision + 1, savedAt: draft.savedAt + 1_000 });
      if (isLosingAnswers) return { kind: 'failed', message: 'Dayshift does not answer.', mayRetry: true };
      return { kind: 'saved', revision: draft.revision, savedAt: draft.savedAt };
    },
  };
}

function aStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

function open(server: ReturnType<typeof aServer>, tab = 'tab', storage = aStorage()) {
  const editor = createEditorStore(server.draft.graph);
  const sync = createDraftSync({
    editor,
    server: { ...server.draft },
    save: server.save,
    backup: createDraftBackup('p', tab, storage),
  });
  const retitle = (title: string) =>
    editor.getState().edit('title', (graph) => changeNode(graph, 'a', { title }));
  const title = () => editor.getState().graph.nodes[0]?.title;
  const kind = () => sync.state.getState().save.kind;
  return { editor, sync, retitle, title, kind, storage };
}

describe('saving the draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const titleOf = (server: ReturnType<typeof aServer>) => server.draft.graph.nodes[0]?.title;

  it('saves once after a pause, and says what it is doing', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server);
    tab.retitle('x');
    tab.retitle('y');
    expect(tab.kind()).toBe('waiting');
    await vi.advanceTimersByTimeAsync(720);
    expect(tab.kind()).toBe('saving');
    await vi.advanceTimersByTimeAsync(100);
    expect(tab.sync.state.getState().save).toEqual({ kind: 'saved', at: 2_000 });
    expect(server.calls).toEqual([1]);
    expect(titleOf(server)).toBe('y');
  });

  it('saves during long drawing too, and sends what was drawn while a save was on its way', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server);
    for (let count = 0; count < 20; count += 1) {
      tab.retitle(`t${count}`);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(server.calls.length).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(titleOf(server)).toBe('t19');
    expect(tab.kind()).toBe('saved');
  });

  it('never overwrites another tab unseen: keep mine', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const [one, two] = [open(server, 'one'), open(server, 'two')];
    one.retitle('from one');
    await vi.advanceTimersByTimeAsync(1_000);
    two.retitle('from two');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(two.kind()).toBe('conflict');
    two.retitle('from two, more');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(titleOf(server)).toBe('from one');
    expect(two.title()).toBe('from two, more');
    two.sync.keepMine();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titleOf(server)).toBe('from two, more');
    expect(two.kind()).toBe('saved');
  });

  it('takes theirs, with mine one undo away', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const [one, two] = [open(server, 'one'), open(server, 'two')];
    one.retitle('from one');
    await vi.advanceTimersByTimeAsync(1_000);
    two.retitle('from two');
    await vi.advanceTimersByTimeAsync(1_000);
    two.sync.takeTheirs();
    expect(two.title()).toBe('from one');
    expect(two.kind()).toBe('saved');
    two.editor.getState().undo();
    expect(two.title()).toBe('from two');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titleOf(server)).toBe('from two');
  });

  it('follows another tab while there is nothing of its own to lose', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const [one, two] = [open(server, 'one'), open(server, 'two')];
    one.retitle('from one');
    await vi.advanceTimersByTimeAsync(1_000);
    two.sync.follow({ ...server.draft });
    expect(two.title()).toBe('from one');
    two.retitle('on top');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titleOf(server)).toBe('on top');
    expect(two.kind()).toBe('saved');
    one.retitle('mine');
    one.sync.follow({ ...server.draft });
    expect(one.title()).toBe('mine');
  });

  it('is no conflict when the answer to our own save got lost', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server);
    server.loseAnswers(true);
    tab.retitle('x');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tab.kind()).toBe('failed');
    server.loseAnswers(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tab.kind()).toBe('saved');
    expect(titleOf(server)).toBe('x');
  });

  it('tries again by itself, keeps the edits in the browser meanwhile, and forgets them once saved', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server, 'crashed');
    server.fail({ kind: 'failed', message: 'Dayshift does not answer.', mayRetry: true });
    tab.retitle('not lost');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tab.sync.state.getState().save).toEqual({ kind: 'failed', message: 'Dayshift does not answer.' });
    const [left] = findLeftBehind('p', tab.storage, () => false);
    expect(left?.graph.nodes[0]?.title).toBe('not lost');
    expect(left?.baseRevision).toBe(1);
    expect(findLeftBehind('p', tab.storage, (tabId) => tabId === 'crashed')).toEqual([]);
    server.fail(undefined);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(tab.kind()).toBe('saved');
    expect(findLeftBehind('p', tab.storage, () => false)).toEqual([]);
  });

  it('is saved again after undoing to what the server has', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server);
    tab.retitle('x');
    tab.editor.getState().undo();
    expect(tab.kind()).toBe('saved');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.calls).toEqual([]);
  });

  it('flushes everything before publishing', async () => {
    const server = aServer(aGraph([aNode('a')]));
    const tab = open(server);
    tab.retitle('x');
    await vi.advanceTimersByTimeAsync(710);
    tab.retitle('y');
    const flushed = tab.sync.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect(await flushed).toEqual({ kind: 'saved', at: 3_000 });
    expect(titleOf(server)).toBe('y');
  });
});
