import { describe, expect, it } from 'vitest';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { changeNode } from '../edits/change-node.ts';
import { deleteParts, noParts } from '../edits/delete-parts.ts';
import { createEditorStore } from './editor-store.ts';

const retitle = (title: string) => (graph: ReturnType<typeof aGraph>) => changeNode(graph, 'a', { title });

describe('the editor', () => {
  it('undoes typing in one field as one step, and another field as another', () => {
    let now = 0;
    const store = createEditorStore(aGraph([aNode('a')]), () => now);
    for (const title of ['R', 'Re', 'Ref'])
      store.getState().edit('title', retitle(title), { burst: 'a.title' });
    now = 5_000;
    store.getState().edit('title', retitle('Refund'), { burst: 'a.title' });
    store.getState().undo();
    expect(store.getState().graph.nodes[0]?.title).toBe('Ref');
    store.getState().undo();
    expect(store.getState().graph.nodes[0]?.title).toBe('a');
    store.getState().redo();
    expect(store.getState().graph.nodes[0]?.title).toBe('Ref');
  });

  it('keeps the history bounded', () => {
    const store = createEditorStore(aGraph([aNode('a')]));
    for (let count = 0; count < 300; count += 1) store.getState().edit('title', retitle(String(count)));
    expect(store.temporal.getState().pastStates.length).toBeLessThanOrEqual(200);
  });

  it('does not record an edit that changed nothing', () => {
    const store = createEditorStore(aGraph([aNode('a')]));
    store.getState().edit('nothing', (graph) => graph);
    expect(store.temporal.getState().pastStates).toHaveLength(0);
  });

  it('forgets what was selected when it is deleted, and selecting is not an edit', () => {
    const store = createEditorStore(aGraph([aNode('a'), aNode('b')]));
    store.getState().select({ ...noParts, nodeIds: ['a', 'b'] });
    store.getState().edit('delete', (graph) => deleteParts(graph, { ...noParts, nodeIds: ['a'] }, testPorts));
    expect(store.getState().selection.nodeIds).toEqual(['b']);
    store.getState().undo();
    expect(store.getState().graph.nodes).toHaveLength(2);
    expect(store.temporal.getState().pastStates).toHaveLength(0);
  });
});
