import { useReactFlow, useStoreApi } from '@xyflow/react';
import {
  type DragEvent,
  type MouseEvent as ReactMouseEvent,
  type RefObject,
  useCallback,
  useRef,
} from 'react';
import type { CanvasNode } from '../../graph/flow-types.ts';
import type { CanvasActions } from './canvas-actions.ts';
import { edgeUnder, markEdge } from './mark-edge.ts';
import { droppedType, isPaletteDrag } from './palette-drag.ts';
import { useDropTarget } from './use-drop-target.ts';

type Pointing = MouseEvent | TouchEvent | ReactMouseEvent;

/** Dragging cards about, and steps from the palette onto the canvas: what is under the pointer is lit, and takes what is let go. */
export function useDragging(actions: CanvasActions, pane: RefObject<HTMLElement | null>, settle: () => void) {
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const { words, over, clear } = useDropTarget(actions, pane);
  // Measured once a drag: asking for it with every move would lay out all cards in the middle of moving them.
  const paneBox = useRef<DOMRect>(undefined);
  const placeOf = useCallback(
    (event: Pointing) => {
      const { clientX: x, clientY: y } = pointOf(event);
      return flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
    },
    [flow],
  );

  const onNodeDragStart = useCallback(() => {
    paneBox.current = pane.current?.getBoundingClientRect();
  }, [pane]);
  const onNodeDrag = useCallback(
    (event: Pointing, _node: CanvasNode, dragged: CanvasNode[]) => {
      const box = paneBox.current;
      if (!box || !actions.hasContainers()) return;
      const [x, y, zoom] = flowStore.getState().transform;
      const { clientX, clientY } = pointOf(event);
      over(
        dragged.map((node) => node.id),
        { x: (clientX - box.left - x) / zoom, y: (clientY - box.top - y) / zoom },
      );
    },
    [actions, flowStore, over],
  );
  const onNodeDragStop = useCallback(
    (event: Pointing, _node: CanvasNode, dragged: CanvasNode[]) => {
      clear();
      actions.drop(new Map(dragged.map((node) => [node.id, node.position])), placeOf(event));
      settle();
    },
    [actions, clear, placeOf, settle],
  );
  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (!isPaletteDrag(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      const edgeId = edgeUnder(event);
      markEdge(pane.current, edgeId);
      if (edgeId === undefined) over([], placeOf(event));
      else clear();
    },
    [pane, over, clear, placeOf],
  );
  const onDragLeave = useCallback(() => {
    markEdge(pane.current, undefined);
    clear();
  }, [pane, clear]);
  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = droppedType(event);
      if (type === undefined) return;
      event.preventDefault();
      pane.current?.focus();
      const edgeId = edgeUnder(event);
      onDragLeave();
      if (edgeId !== undefined && actions.insertOnEdge(type, edgeId)) return;
      const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      actions.place(type, { x: place.x, y: place.y - 20 });
    },
    [actions, pane, flow, onDragLeave],
  );
  return { words, onNodeDragStart, onNodeDrag, onNodeDragStop, onDragOver, onDragLeave, onDrop };
}

/** Where a pointer is on the screen, also that of a finger which was just lifted. */
export function pointOf(event: Pointing): { clientX: number; clientY: number } {
  if (!('changedTouches' in event)) return event;
  return event.changedTouches[0] ?? { clientX: 0, clientY: 0 };
}
