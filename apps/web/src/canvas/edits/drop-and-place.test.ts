import { describe, expect, it } from 'vitest';
import { aGraph, aNode, anEdge, testPorts } from '../../graph/graph-builders.test-support.ts';
import { absolutePosition, findNode } from '../../graph/graph-facts.ts';
import { dropParts } from './drop-parts.ts';
import { insertInside } from './insert-inside.ts';
import { addNote } from './notes.ts';
import { placeNode } from './place-node.ts';

const graph = aGraph(
  [
    aNode('each', { type: 'container', position: { x: 0, y: 300 }, size: { width: 500, height: 400 } }),
    aNode('inner', {
      type: 'container',
      parentId: 'each',
      position: { x: 200, y: 70 },
      size: { width: 280, height: 200 },
    }),
    aNode('a'),
    aNode('b', { position: { x: 0, y: 110 } }),
  ],
  ['a > b'],
);
const made = { type: 'step', typeVersion: 1, title: 'New', config: {} };

const at = (positions: Record<string, [number, number]>) =>
  new Map(Object.entries(positions).map(([id, [x, y]]) => [id, { x, y }]));
const arrows = (drawn: { edges: { source: string; target: string }[] }) =>
  drawn.edges.map((edge) => `${edge.source} > ${edge.target}`).sort();

describe('letting go of a drag', () => {
  it('puts steps that are dropped together into the container under the pointer, with the arrow between them', () => {
    // The middle of `b` is far below the container: the pointer holds `a`.
    const positions = at({ a: [30, 380], b: [30, 900] });
    const { graph: after, removedEdges } = dropParts(graph, positions, { x: 60, y: 400 }, testPorts);
    expect(findNode(after, 'a')).toMatchObject({ parentId: 'each', position: { x: 30, y: 80 } });
    expect(findNode(after, 'b')?.parentId).toBe('each');
    expect(after.edges).toHaveLength(1);
    expect(removedEdges).toBe(0);
  });

  it('lets a step stay outside whose middle is over a container while the pointer is not', () => {
    const { graph: after } = dropParts(graph, at({ a: [-100, 290] }), { x: -80, y: 300 }, testPorts);
    expect(findNode(after, 'a')?.parentId).toBeUndefined();
  });

  it('takes the innermost container, and joins what stood around the step', () => {
    const chain = { ...graph, nodes: [...graph.nodes, aNode('c')], edges: ['a > b', 'b > c'].map(anEdge) };
    const { graph: after } = dropParts(
      { ...chain, edges: [...chain.edges, anEdge('c > each')] },
      at({ b: [240, 440] }),
      { x: 260, y: 450 },
      testPorts,
    );
    expect(findNode(after, 'b')?.parentId).toBe('inner');
    expect(arrows(after)).toEqual(['a > c', 'c > each']);
  });

  it('leads the arrows of a step to the container it went into, where that stood loose', () => {
    const chain = { ...graph, nodes: [...graph.nodes, aNode('c')], edges: ['a > b', 'b > c'].map(anEdge) };
    const dropped = dropParts(chain, at({ b: [30, 380] }), { x: 60, y: 400 }, testPorts);
    expect(arrows(dropped.graph)).toEqual(['a > each', 'each > c']);
    expect(dropped.removedEdges).toBe(0);
  });

  it('moves a container with what is inside, not into itself', () => {
    const { graph: after } = dropParts(graph, at({ each: [10, 310] }), { x: 20, y: 320 }, testPorts);
    expect(findNode(after, 'each')).toMatchObject({ position: { x: 10, y: 310 } });
    expect(findNode(after, 'inner')?.parentId).toBe('each');
  });

  it('is no edit when everything stays, and moves notes too', () => {
    expect(dropParts(graph, at({ a: [0, 0] }), { x: 5, y: 5 }, testPorts).graph).toBe(graph);
    const noted = addNote(graph, { x: 0, y: 0 });
    const positions = at({ [noted.noteId]: [900, 0] });
    const { graph: after } = dropParts(noted.graph, positions, { x: 905, y: 5 }, testPorts);
    expect(after.notes[0]?.position).toEqual({ x: 900, y: 0 });
  });
});

describe('placing a new step', () => {
  it('goes into the container it is dropped on', () => {
    const { graph: after, nodeId } = placeNode(graph, made, { x: 150, y: 620 }, testPorts, {
      isExact: true,
    });
    const node = findNode(after, nodeId);
    expect(node?.parentId).toBe('each');
    expect(node && absolutePosition(after, node)).toEqual({ x: 40, y: 620 });
  });

  it('is connected to the arrow it was picked for, in the scope of that arrow', () => {
    const { graph: after, nodeId } = placeNode(graph, made, { x: 150, y: 620 }, testPorts, {
      from: { nodeId: 'b', port: 'done' },
    });
    expect(findNode(after, nodeId)?.parentId).toBeUndefined();
    expect(after.edges.some((edge) => edge.source === 'b' && edge.target === nodeId)).toBe(true);
  });

  it('does not cover a card that is there, however often it is inserted', () => {
    let drawn = graph;
    for (let count = 0; count < 3; count += 1)
      drawn = placeNode(drawn, made, { x: 800, y: 0 }, testPorts).graph;
    expect(drawn.nodes.slice(-3).map((node) => node.position.y)).toEqual([0, 110, 220]);
    const pointed = placeNode(drawn, made, { x: 800, y: 0 }, testPorts, { isExact: true });
    expect(findNode(pointed.graph, pointed.nodeId)?.position.y).toBe(0);
  });

  it('goes inside the selected container: below its title, then behind the step that is there', () => {
    const loose = aGraph([aNode('each', { type: 'container', size: { width: 320, height: 200 } })]);
    const first = insertInside(loose, made, 'each', testPorts);
    const second = first && insertInside(first.graph, made, 'each', testPorts);
    expect(second?.graph.nodes.map((node) => node.parentId)).toEqual([undefined, 'each', 'each']);
    expect(arrows(second?.graph ?? loose)).toEqual([`${first?.nodeId} > ${second?.nodeId}`]);
  });
});
