import type { Graph } from '@dayshift/model';
import { Panel, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { fitViewport } from './fit-viewport.ts';
import classes from './zoom-bar.module.css';

/** Zoom out, zoom in, show everything; and what the editor adds. */
export function ZoomBar({ graph, children }: { graph: Graph; children?: ReactNode }) {
  const flow = useReactFlow();
  return (
    <Panel position="bottom-left" className={classes.bar ?? ''}>
      <BarButton label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Minus size={16} aria-hidden />
      </BarButton>
      <BarButton label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Plus size={16} aria-hidden />
      </BarButton>
      <BarButton
        label="Show everything"
        keys="1"
        onClick={(event) => {
          const pane = event.currentTarget.closest('.react-flow')?.getBoundingClientRect();
          if (pane) void flow.setViewport(fitViewport(graph, pane));
        }}
      >
        <Maximize size={15} aria-hidden />
      </BarButton>
      {children}
    </Panel>
  );
}

interface ButtonProps {
  label: string;
  keys?: string;
  onClick: (event: React.MouseEvent<HTMLButtonElement>) => void;
  children: ReactNode;
}

export function BarButton({ label, keys, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
