import type { RunView } from '@dayshift/contracts';
import { ComparePanel } from '../compare/compare-panel.tsx';
import type { Selection } from './find-step.ts';
import { RunData } from './run-data.tsx';
import { StepDetail } from './step-detail.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import type { RunAddress } from './use-run-address.ts';

/** Beside the drawing: the timeline and what is open of it, or this run next to another one. */
export function RunSide({
  view,
  address,
  selection,
  onSelect,
  onCompare,
  onResumeFrom,
}: {
  view: RunView;
  address: RunAddress;
  selection: Selection;
  onSelect: (step: string | undefined) => void;
  onCompare: (other: string | undefined) => void;
  onResumeFrom: (nodeId: string) => void;
}) {
  const selectedNodeId = selection.kind === 'none' ? undefined : selection.nodeId;
  if (address.compare !== undefined) {
    return (
      <ComparePanel
        view={view}
        otherId={address.compare === 'last' ? undefined : address.compare}
        selectedNodeId={selectedNodeId}
        onChoose={onCompare}
        onSelect={onSelect}
        onClose={() => onCompare(undefined)}
      />
    );
  }
  return (
    <>
      <TimelinePanel view={view} selectedNodeId={selectedNodeId} onSelect={onSelect} />
      {selection.kind === 'step' ? (
        <StepDetail view={view} step={selection.step} onSelect={onSelect} onResumeFrom={onResumeFrom} />
      ) : (
        <RunData view={view} selection={selection} />
      )}
    </>
  );
}
