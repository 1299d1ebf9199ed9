import { type RefObject, useCallback, useRef, useState } from 'react';
import type { Point } from '../../graph/graph-facts.ts';
import { findNode } from '../../graph/graph-facts.ts';
import { insideOf } from '../../graph/node-facts.ts';
import { useEditorStore } from '../state/editor-context.tsx';
import type { CanvasActions } from './canvas-actions.ts';

/**
 * Lights the container that something would go into if it were let go now, and says what that would mean. The mark is set
 * on the element itself, and words change only with the container: a render per pointer move would stutter.
 */
export function useDropTarget(actions: CanvasActions, pane: RefObject<HTMLElement | null>) {
  const store = useEditorStore();
  const [words, setWords] = useState<string>();
  const shown = useRef<string>(undefined);
  const clear = useCallback(() => {
    shown.current = undefined;
    mark(pane.current, undefined);
    setWords(undefined);
  }, [pane]);
  const over = useCallback(
    (dragged: readonly string[], pointer: Point) => {
      const { graph } = store.getState();
      const target = actions.containerUnder(dragged, pointer);
      const held = new Set(dragged);
      const from = new Set(graph.nodes.flatMap((node) => (held.has(node.id) ? [node.parentId] : [])));
      const [home] = from;
      // Within its own container, or on the canvas where it was, nothing would change.
      const isMoving = dragged.length === 0 ? target !== undefined : from.size > 1 || home !== target?.id;
      const key = isMoving ? (target?.id ?? 'canvas') : undefined;
      if (key === shown.current) return;
      shown.current = key;
      mark(pane.current, isMoving ? target?.id : undefined);
      const left = home === undefined ? undefined : findNode(graph, home);
      if (!isMoving) setWords(undefined);
      else if (target) setWords(`Into “${target.title}”: ${insideOf(target)}`);
      else setWords(left && `Out of “${left.title}”`);
    },
    [actions, store, pane],
  );
  return { words, over, clear };
}

function mark(pane: HTMLElement | null, nodeId: string | undefined): void {
  for (const card of pane?.querySelectorAll('.react-flow__node-container') ?? []) {
    card.toggleAttribute('data-drop', card.getAttribute('data-id') === nodeId);
  }
}
