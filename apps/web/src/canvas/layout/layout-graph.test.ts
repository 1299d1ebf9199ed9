import { describe, expect, it } from 'vitest';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { absolutePosition, findNode, sizeOf } from '../../graph/graph-facts.ts';
import { dagreLayout } from './dagre-layout.ts';
import { layoutGraph } from './layout-graph.ts';

describe('auto-layout', () => {
  const graph = aGraph(
    [
      aNode('start', { type: 'trigger' }),
      aNode('left'),
      aNode('right'),
      aNode('each', { type: 'container', size: { width: 320, height: 200 } }),
      aNode('x', { parentId: 'each' }),
      aNode('y', { parentId: 'each' }),
      aNode('inner', { type: 'container', parentId: 'each', size: { width: 320, height: 200 } }),
      aNode('z', { parentId: 'inner' }),
      aNode('end', { type: 'end' }),
    ],
    ['start > left', 'start > right', 'left > each', 'right > each', 'x > y', 'y > inner', 'each > end'],
  );

  it('reads from top to bottom, with nothing on top of anything else and children inside their container', () => {
    const laid = layoutGraph(graph, testPorts, dagreLayout);
    for (const edge of laid.edges) {
      const [source, target] = [findNode(laid, edge.source), findNode(laid, edge.target)];
      if (!source || !target) throw new Error('an arrow got lost');
      expect(source.position.y + sizeOf(source).height).toBeLessThan(target.position.y);
    }
    for (const a of laid.nodes) {
      for (const b of laid.nodes) {
        if (a === b || a.parentId !== b.parentId) continue;
        const isApart =
          a.position.x + sizeOf(a).width <= b.position.x ||
          b.position.x + sizeOf(b).width <= a.position.x ||
          a.position.y + sizeOf(a).height <= b.position.y ||
          b.position.y + sizeOf(b).height <= a.position.y;
        expect(isApart, `${a.id} and ${b.id}`).toBe(true);
      }
      const container = a.parentId && findNode(laid, a.parentId);
      if (!container) continue;
      const [inner, outer] = [absolutePosition(laid, a), absolutePosition(laid, container)];
      expect(inner.x).toBeGreaterThan(outer.x);
      expect(inner.y + sizeOf(a).height).toBeLessThan(outer.y + sizeOf(container).height);
    }
  });

  it('changes nothing when asked a second time', () => {
    const once = layoutGraph(graph, testPorts, dagreLayout);
    expect(layoutGraph(once, testPorts, dagreLayout)).toEqual(once);
  });
});
