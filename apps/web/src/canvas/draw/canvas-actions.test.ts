import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { neighbourOf } from './canvas-actions.ts';

const graph = aGraph(
  [
    aNode('start'),
    aNode('each', { position: { x: 0, y: 110 } }),
    aNode('second', { parentId: 'each', position: { x: 40, y: 180 } }),
    aNode('first', { parentId: 'each', position: { x: 40, y: 70 } }),
    aNode('beside', { position: { x: 600, y: 110 } }),
  ],
  ['start > each', 'first > second'],
);

describe('walking with the keyboard', () => {
  it('goes along the arrows, into a container where none leads on, and back out', () => {
    expect(neighbourOf(graph, 'start', 'down')).toBe('each');
    expect(neighbourOf(graph, 'each', 'down')).toBe('first');
    expect(neighbourOf(graph, 'first', 'down')).toBe('second');
    expect(neighbourOf(graph, 'first', 'up')).toBe('each');
    expect(neighbourOf(graph, 'each', 'up')).toBe('start');
    expect(neighbourOf(graph, 'each', 'right')).toBe('beside');
    expect(neighbourOf(graph, 'start', 'up')).toBeUndefined();
  });
});
