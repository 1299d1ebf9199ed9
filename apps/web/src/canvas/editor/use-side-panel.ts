import type { Problem } from '@dayshift/model';
import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import type { CanvasView } from '../draw/flow-canvas.tsx';

export type Panel = 'settings' | 'try' | 'publish';

/** Which panel stands beside the drawing, whether it is open where there is little room, and which of its fields is asked for. */
export interface SidePanelState {
  panel: Panel;
  isOpen: boolean;
  focusedField: string | undefined;
  show(panel: Panel): void;
  /** Back to the settings, and out of the way where there is little room. */
  close(): void;
  hide(): void;
  /** The settings of the step that was just selected, with the caret in them. */
  openInspector(): void;
  /** The step and the field of a problem. */
  openProblem(problem: Problem): void;
  focusField(field: string): void;
}

export function useSidePanel(
  actions: CanvasActions,
  view: RefObject<CanvasView | null>,
  selectedNodeId: string | undefined,
): SidePanelState {
  const [panel, setPanel] = useState<Panel>('settings');
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [focusedField, setFocusedField] = useState<string>();
  const isNarrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  const show = useCallback((wanted: Panel) => {
    setPanel(wanted);
    setDrawerOpen(true);
  }, []);
  const openInspector = useCallback(() => {
    show('settings');
    // After the panel has drawn the step that was just selected.
    setTimeout(
      () => document.querySelector<HTMLElement>('[data-inspector] input, [data-inspector] button')?.focus(),
      0,
    );
  }, [show]);
  const openProblem = useCallback(
    (problem: Problem) => {
      if (problem.nodeId === undefined) return;
      actions.selectNode(problem.nodeId);
      show('settings');
      setFocusedField(undefined);
      view.current?.show(problem.nodeId);
      // A second press on the same problem focuses its field again.
      setTimeout(() => setFocusedField(problem.field), 0);
    },
    [actions, show, view],
  );
  // The field was asked for with a node; another node has other fields.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another node is selected, and only then
  useEffect(() => setFocusedField(undefined), [selectedNodeId]);
  return {
    panel,
    isOpen: !isNarrow || isDrawerOpen,
    focusedField,
    show,
    close: () => {
      setPanel('settings');
      setDrawerOpen(false);
    },
    hide: () => setDrawerOpen(false),
    openInspector,
    openProblem,
    focusField: setFocusedField,
  };
}
