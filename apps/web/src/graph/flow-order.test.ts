import { describe, expect, it } from 'vitest';
import { inFlowOrder } from './flow-order.ts';
import { aGraph, aNode } from './graph-builders.test-support.ts';

const ids = (nodes: { id: string }[]) => nodes.map((node) => node.id).join(' ');

describe('the order of the work', () => {
  it('follows the arrows, left before right, and goes into a container before it goes on', () => {
    const graph = aGraph(
      [
        aNode('end', { position: { x: 0, y: 900 } }),
        aNode('in2', { parentId: 'each', position: { x: 0, y: 90 } }),
        aNode('in1', { parentId: 'each' }),
        aNode('right', { position: { x: 300, y: 100 } }),
        aNode('each', { position: { x: 0, y: 100 } }),
        aNode('start'),
      ],
      ['start > each', 'start > right', 'each > end', 'right > end', 'in1 > in2'],
    );
    expect(ids(inFlowOrder(graph))).toBe('start each in1 in2 right end');
  });

  it('loses nothing of a damaged graph', () => {
    const circle = aGraph([aNode('a'), aNode('b')], ['a > b', 'b > a']);
    expect(ids(inFlowOrder(circle))).toBe('a b');
    const nested = aGraph([aNode('a', { parentId: 'a' }), aNode('b', { parentId: 'gone' })]);
    expect(inFlowOrder(nested)).toHaveLength(2);
  });

  it('takes a thousand steps in a few milliseconds', () => {
    const nodes = Array.from({ length: 1_000 }, (_, at) =>
      aNode(`n${at}`, { position: { x: 0, y: at * 110 } }),
    );
    const arrows = nodes.slice(1).map((node, at) => `n${at} > ${node.id}`);
    const graph = aGraph(nodes.toReversed(), arrows);
    inFlowOrder(graph);
    const began = performance.now();
    expect(inFlowOrder(graph)[999]?.id).toBe('n999');
    expect(performance.now() - began).toBeLessThan(50);
  });
});
