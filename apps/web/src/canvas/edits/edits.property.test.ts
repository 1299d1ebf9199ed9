import { type Graph, graphSchema } from '@dayshift/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGraph, testPorts } from '../../graph/graph-builders.test-support.ts';
import { downstreamOf } from '../../graph/graph-facts.ts';
import { createEditorStore } from '../state/editor-store.ts';
import { addNode } from './add-node.ts';
import { connect } from './connect.ts';
import { duplicateParts } from './copy-parts.ts';
import { deleteParts, noParts } from './delete-parts.ts';
import { insertAfter, insertOnEdge } from './insert-node.ts';
import { moveParts } from './move-parts.ts';
import { addNote } from './notes.ts';
import { renameKey } from './rename-key.ts';
import { reparentNodes } from './reparent-nodes.ts';

const made = (type: string) => ({
  type,
  typeVersion: 1,
  title: type,
  config: {},
  ...(type === 'container' && { size: { width: 320, height: 200 } }),
});
const never = () => false;
const pick = <Item>(items: Item[], at: number): Item | undefined => items[at % Math.max(items.length, 1)];

type Change = (graph: Graph) => Graph;
const byTwo = (change: (graph: Graph, a: number, b: number) => Graph) =>
  fc.tuple(fc.nat(50), fc.nat(50)).map(
    ([a, b]): Change =>
      (graph) =>
        change(graph, a, b),
  );

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom('trigger', 'step', 'end', 'container').map(
    (type): Change =>
      (graph) =>
        addNode(graph, made(type), { position: { x: 0, y: 0 } }).graph,
  ),
  byTwo((graph, a, b) =>
    connect(
      graph,
      { source: pick(graph.nodes, a)?.id ?? '', sourcePort: 'done', target: pick(graph.nodes, b)?.id ?? '' },
      testPorts,
    ),
  ),
  byTwo(
    (graph, a) =>
      insertAfter(graph, made('step'), { nodeId: pick(graph.nodes, a)?.id ?? '' }, testPorts)?.graph ?? graph,
  ),
  byTwo(
    (graph, a) =>
      insertOnEdge(graph, made('step'), pick(graph.edges, a)?.id ?? '', testPorts)?.graph ?? graph,
  ),
  byTwo((graph, a) =>
    deleteParts(graph, { ...noParts, nodeIds: [pick(graph.nodes, a)?.id ?? ''] }, testPorts),
  ),
  byTwo((graph, a, b) =>
    moveParts(graph, new Map([[pick(graph.nodes, a)?.id ?? '', { x: a * 10, y: b * 10 }]])),
  ),
  byTwo((graph, a, b) => {
    const into = pick(
      graph.nodes.filter((node) => node.type === 'container'),
      b,
    )?.id;
    return reparentNodes(graph, [pick(graph.nodes, a)?.id ?? ''], b % 3 === 0 ? undefined : into, testPorts)
      .graph;
  }),
  byTwo(
    (graph, a, b) =>
      duplicateParts(
        graph,
        { ...noParts, nodeIds: [pick(graph.nodes, a)?.id ?? '', pick(graph.nodes, b)?.id ?? ''] },
        never,
      ).graph,
  ),
  byTwo((graph, a, b) => renameKey(graph, pick(graph.nodes, a)?.id ?? '', `key_${b}`, never)),
  byTwo((graph, a, b) => addNote(graph, { x: a, y: b }).graph),
);

describe('whatever an author does', () => {
  it('leaves a graph that the API takes: unique ids and keys, no loose arrow, none across a border, no circle', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 30 }), (changes) => {
        const graph = changes.reduce((before, change) => change(before), aGraph([]));
        expect(graphSchema.safeParse(graph).error).toBeUndefined();
        const byId = new Map(graph.nodes.map((node) => [node.id, node]));
        expect(byId.size).toBe(graph.nodes.length);
        expect(new Set(graph.nodes.map((node) => node.key)).size).toBe(graph.nodes.length);
        expect(new Set(graph.edges.map((edge) => edge.id)).size).toBe(graph.edges.length);
        for (const edge of graph.edges) {
          expect(byId.has(edge.source) && byId.has(edge.target)).toBe(true);
          expect(byId.get(edge.source)?.parentId).toBe(byId.get(edge.target)?.parentId);
          expect(downstreamOf(graph, edge.target).has(edge.source)).toBe(false);
        }
        for (const node of graph.nodes) {
          if (node.parentId !== undefined) expect(byId.has(node.parentId)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('can be undone to the first graph and redone to the last one', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 20 }), (changes) => {
        const first = aGraph([]);
        const store = createEditorStore(first);
        for (const change of changes) store.getState().edit('changes', change);
        const last = store.getState().graph;
        for (let count = 0; count < changes.length; count += 1) store.getState().undo();
        expect(store.getState().graph).toEqual(first);
        for (let count = 0; count < changes.length; count += 1) store.getState().redo();
        expect(store.getState().graph).toEqual(last);
      }),
      { numRuns: 60 },
    );
  });
});
