import { describe, expect, it } from 'vitest';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { absolutePosition, findNode } from '../../graph/graph-facts.ts';
import { dropParts } from './drop-parts.ts';
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

describe('letting go of a drag', () => {
  it('puts steps that are dropped together into the container below them, with the arrow between them', () => {
    const { graph: after, removedEdges } = dropParts(
      graph,
      new Map([
        ['a', { x: 30, y: 380 }],
        ['b', { x: 30, y: 500 }],
      ]),
      testPorts,
    );
    expect(findNode(after, 'a')).toMatchObject({ parentId: 'each', position: { x: 30, y: 80 } });
    expect(findNode(after, 'b')?.parentId).toBe('each');
    expect(after.edges).toHaveLength(1);
    expect(removedEdges).toBe(0);
  });

  it('takes the innermost container, and counts the arrows that had to go', () => {
    const { graph: after, removedEdges } = dropParts(graph, new Map([['a', { x: 240, y: 440 }]]), testPorts);
    expect(findNode(after, 'a')?.parentId).toBe('inner');
    expect(removedEdges).toBe(1);
  });

  it('moves a container with what is inside, not into itself', () => {
    const { graph: after } = dropParts(graph, new Map([['each', { x: 10, y: 310 }]]), testPorts);
    expect(findNode(after, 'each')).toMatchObject({ position: { x: 10, y: 310 } });
    expect(findNode(after, 'inner')?.parentId).toBe('each');
  });

  it('is no edit when everything stays, and moves notes too', () => {
    expect(dropParts(graph, new Map([['a', { x: 0, y: 0 }]]), testPorts).graph).toBe(graph);
    const noted = addNote(graph, { x: 0, y: 0 });
    const { graph: after } = dropParts(noted.graph, new Map([[noted.noteId, { x: 900, y: 0 }]]), testPorts);
    expect(after.notes[0]?.position).toEqual({ x: 900, y: 0 });
  });
});

describe('placing a new step', () => {
  it('goes into the container it is dropped on', () => {
    const { graph: after, nodeId } = placeNode(graph, made, { x: 150, y: 620 }, testPorts);
    const node = findNode(after, nodeId);
    expect(node?.parentId).toBe('each');
    expect(node && absolutePosition(after, node)).toEqual({ x: 40, y: 620 });
  });

  it('is connected to the arrow it was picked for, in the scope of that arrow', () => {
    const { graph: after, nodeId } = placeNode(graph, made, { x: 150, y: 620 }, testPorts, {
      nodeId: 'b',
      port: 'done',
    });
    expect(findNode(after, nodeId)?.parentId).toBeUndefined();
    expect(after.edges.some((edge) => edge.source === 'b' && edge.target === nodeId)).toBe(true);
  });
});
