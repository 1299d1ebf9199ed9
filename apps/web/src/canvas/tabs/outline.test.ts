import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { outlineOf } from './outline.ts';

const ids = (nodes: { id: string }[]) => nodes.map((node) => node.id).join(' ');

describe('the outline', () => {
  it('lists a step after what leads to it, left before right, and what is inside a container under it', () => {
    const outline = outlineOf(
      aGraph(
        [
          aNode('join', { position: { x: 0, y: -500 } }),
          aNode('right', { position: { x: 200, y: 100 } }),
          aNode('left', { position: { x: 0, y: 100 } }),
          aNode('start'),
          aNode('y', { parentId: 'join' }),
          aNode('x', { parentId: 'join', position: { x: 0, y: 90 } }),
        ],
        ['start > left', 'start > right', 'left > join', 'right > join', 'x > y'],
      ),
    );
    expect(ids(outline.top)).toBe('start left right join');
    expect(ids(outline.childrenOf('join'))).toBe('x y');
    expect(outline.childrenOf('left')).toEqual([]);
  });

  it('ends on a damaged graph that goes in a circle', () => {
    expect(outlineOf(aGraph([aNode('a'), aNode('b')], ['a > b', 'b > a'])).top).toHaveLength(2);
  });
});
