import { describe, expect, it } from 'vitest';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { findNode } from '../../graph/graph-facts.ts';
import { containersFor, moveInto } from './move-into.ts';

const graph = aGraph([
  aNode('start', { type: 'trigger' }),
  aNode('each', { type: 'container', position: { x: 400, y: 100 }, size: { width: 440, height: 460 } }),
  aNode('inside', { parentId: 'each', position: { x: 48, y: 64 } }),
  aNode('deep', {
    type: 'container',
    parentId: 'each',
    position: { x: 48, y: 180 },
    size: { width: 320, height: 200 },
  }),
  aNode('a', { position: { x: 2_000, y: 2_000 } }),
]);

describe('moving a step by keyboard', () => {
  it('puts it below what is in the container, wherever it stood before, and the container fits', () => {
    const { graph: after } = moveInto(graph, 'a', 'each', testPorts);
    expect(findNode(after, 'a')).toMatchObject({ parentId: 'each', position: { x: 50 } });
    expect(findNode(after, 'a')?.position.y).toBeGreaterThan(380);
    expect(findNode(after, 'each')?.size?.width).toBeLessThan(500);
  });

  it('puts it beside the container it leaves', () => {
    const { graph: after } = moveInto(graph, 'inside', undefined, testPorts);
    expect(findNode(after, 'inside')?.parentId).toBeUndefined();
    expect(findNode(after, 'inside')?.position).toEqual({ x: 880, y: 100 });
  });

  it('offers every container but its own, itself, and those inside of it', () => {
    expect(containersFor(graph, 'a', testPorts)).toEqual(['each', 'deep']);
    expect(containersFor(graph, 'inside', testPorts)).toEqual(['deep']);
    expect(containersFor(graph, 'each', testPorts)).toEqual([]);
    expect(containersFor(graph, 'start', testPorts)).toEqual([]);
  });
});
