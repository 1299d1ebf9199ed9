import { type RefObject, useEffect } from 'react';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import type { CanvasView } from '../draw/flow-canvas.tsx';
import type { SidePanelState } from './use-side-panel.ts';

/** A link can name a node (“Fix and resume”): it is selected and shown once per address, with the field that was refused. */
export function useStepFromAddress(
  nodeId: string | undefined,
  selectedNodeId: string | undefined,
  refusedField: string | undefined,
  {
    actions,
    view,
    side,
  }: { actions: CanvasActions; view: RefObject<CanvasView | null>; side: SidePanelState },
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per address, whatever else renders anew
  useEffect(() => {
    if (nodeId === undefined) return;
    actions.selectNode(nodeId);
    side.show(side.panel);
    requestAnimationFrame(() => view.current?.show(nodeId));
  }, [nodeId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per step, as soon as its faults are known
  useEffect(() => {
    if (refusedField !== undefined && selectedNodeId === nodeId) side.focusField(refusedField);
  }, [refusedField, selectedNodeId]);
}
