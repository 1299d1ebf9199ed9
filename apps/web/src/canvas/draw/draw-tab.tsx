import type { Problem } from '@dayshift/model';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { fitViewport, openingViewport } from '../../graph/fit-viewport.ts';
import { usePaneSize } from '../../graph/use-pane-size.ts';
import { ProblemBar } from '../bars/problem-bar.tsx';
import type { PaletteItem } from '../catalog/palette-items.ts';
import type { Check } from '../problems/use-check.ts';
import { useEditorStore } from '../state/editor-context.tsx';
import type { CanvasActions } from './canvas-actions.ts';
import classes from './draw-tab.module.css';
import { type CanvasView, FlowCanvas } from './flow-canvas.tsx';
import { Palette } from './palette.tsx';
import type { StepTask } from './step-menu.tsx';
import type { RunLight } from './use-canvas-nodes.ts';

interface Props {
  actions: CanvasActions;
  check: Check;
  light: RunLight | undefined;
  strip: ReactNode;
  panel: ReactNode;
  viewRef: RefObject<CanvasView | null>;
  /** The step that somebody came for. */
  openAt: string | undefined;
  /** All of it in view at first, however small. */
  opensWhole: boolean;
  onTask: (task: StepTask) => void;
  onOpenInspector: () => void;
  onOpenProblem: (problem: Problem) => void;
}

/** Palette, canvas, side panel, and the line below them. */
export function DrawTab({
  actions,
  check,
  light,
  strip,
  panel,
  viewRef,
  openAt,
  opensWhole,
  onTask,
  onOpenInspector,
  onOpenProblem,
}: Props) {
  const store = useEditorStore();
  const [measure, size] = usePaneSize();
  const paletteRef = useRef<HTMLInputElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the cards are painted, for whoever measures how long opening took.
    if (!size) return undefined;
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('canvas-ready')));
    // Fetched while the author looks around: a field must not change under the caret because its editor arrives.
    const timer = setTimeout(() => void import('../inspector/code-editor.tsx'), 1_000);
    return () => clearTimeout(timer);
  }, [size]);
  const leavePalette = useCallback(() => {
    paletteRef.current?.blur();
    canvas.current?.focus();
  }, []);
  const insert = useCallback(
    (item: PaletteItem) => {
      const nodeId = actions.insert(item, viewRef.current?.middle() ?? { x: 0, y: 0 });
      if (nodeId) viewRef.current?.show(nodeId);
      // Back to the canvas, where the new step is selected: `/` goes on behind it.
      leavePalette();
    },
    [actions, viewRef, leavePalette],
  );
  return (
    <ReactFlowProvider>
      <div className={classes.work}>
        <Palette inputRef={paletteRef} onPick={insert} onLeave={leavePalette} />
        <div ref={canvas} className={classes.middle} tabIndex={-1}>
          <div ref={measure} className={classes.canvas}>
            {size && (
              <FlowCanvas
                actions={actions}
                initial={
                  opensWhole
                    ? fitViewport(store.getState().graph, size)
                    : openingViewport(store.getState().graph, size, openAt)
                }
                troubles={check.troubles}
                light={light}
                onOpenInspector={onOpenInspector}
                onTask={onTask}
                paletteRef={paletteRef}
                viewRef={viewRef}
              />
            )}
            {strip}
          </div>
        </div>
        {panel}
      </div>
      <ProblemBar problems={check.problems} isChecking={check.isChecking} onOpen={onOpenProblem} />
    </ReactFlowProvider>
  );
}
