import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import type { CanvasNode } from '../../graph/flow-types.ts';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { findNode } from '../../graph/graph-facts.ts';
import { toFlowNodes } from '../../graph/to-flow-nodes.ts';
import { addNote } from '../edits/notes.ts';
import { commitResize } from './commit-resize.ts';

const noted = addNote(
  aGraph([
    aNode('each', { type: 'container', position: { x: 100, y: 100 }, size: { width: 400, height: 300 } }),
    aNode('inside', { parentId: 'each', position: { x: 60, y: 90 } }),
  ]),
  { x: 0, y: 0 },
);
const settled = toFlowNodes(
  { graph: noted.graph, portsOf: testPorts, selected: new Set(), troubles: new Map(), runStates: undefined },
  [],
);
/** What React Flow reports while a corner is pulled. */
const pulled = (id: string, width: number, height: number): NodeChange<CanvasNode> => ({
  id,
  type: 'dimensions',
  resizing: true,
  setAttributes: true,
  dimensions: { width, height },
});

describe('resizing by hand', () => {
  it('keeps the size that a container and a note were given', () => {
    const shown = applyNodeChanges([pulled('each', 520, 410), pulled(noted.noteId, 300, 90)], settled);
    const after = commitResize(noted.graph, shown, settled);
    expect(findNode(after, 'each')?.size).toEqual({ width: 520, height: 410 });
    expect(after.notes[0]?.size).toEqual({ width: 300, height: 90 });
  });

  it('moves a container pulled by its left side, and leaves what is inside where it is on the screen', () => {
    const changes: NodeChange<CanvasNode>[] = [
      pulled('each', 440, 300),
      { id: 'each', type: 'position', position: { x: 60, y: 100 } },
      { id: 'inside', type: 'position', position: { x: 100, y: 90 } },
    ];
    const after = commitResize(noted.graph, applyNodeChanges(changes, settled), settled);
    expect(findNode(after, 'each')).toMatchObject({ position: { x: 60, y: 100 }, size: { width: 440 } });
    expect(findNode(after, 'inside')?.position).toEqual({ x: 100, y: 90 });
  });

  it('is no edit when a corner was only touched', () => {
    expect(commitResize(noted.graph, [...settled], settled)).toBe(noted.graph);
  });
});
