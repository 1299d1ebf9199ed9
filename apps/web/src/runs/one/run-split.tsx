import type { RunView } from '@dayshift/contracts';
import { useMemo } from 'react';
import { GraphView } from '../../graph/graph-view.tsx';
import { nodeStates } from '../step/node-states.ts';
import type { Selection } from './find-step.ts';
import classes from './run-page.module.css';
import { RunPanel } from './run-panel.tsx';
import { RunSide } from './run-side.tsx';
import type { RunAddress } from './use-run-address.ts';
import type { RunLayout } from './use-run-layout.ts';

/** The drawing lit up by the run, and what is open of it beside it or over it. */
export function RunSplit({
  view,
  address,
  layout,
  selection,
  isPanelOpen,
  onSelect,
  onCompare,
  onResumeFrom,
  onClosePanel,
}: {
  view: RunView;
  address: RunAddress;
  layout: RunLayout;
  selection: Selection;
  isPanelOpen: boolean;
  onSelect: (step: string | undefined) => void;
  onCompare: (other: string | undefined) => void;
  onResumeFrom: (nodeId: string) => void;
  onClosePanel: () => void;
}) {
  const states = useMemo(() => nodeStates(view), [view]);
  return (
    <div className={classes.split}>
      <div className={classes.graph}>
        <GraphView
          graph={view.graph}
          stateByNode={states}
          liveEdges={view.liveEdges}
          selectedNodeId={selection.kind === 'none' ? undefined : selection.nodeId}
          onSelect={onSelect}
        />
      </div>
      <RunPanel
        title={address.compare === undefined ? 'Timeline and step' : 'Two runs beside each other'}
        layout={layout}
        isOpen={isPanelOpen}
        onClose={onClosePanel}
      >
        <RunSide
          view={view}
          address={address}
          selection={selection}
          onSelect={onSelect}
          onCompare={onCompare}
          onResumeFrom={onResumeFrom}
        />
      </RunPanel>
    </div>
  );
}
