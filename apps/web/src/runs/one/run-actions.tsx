import type { RunView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { ChartNoAxesGantt, GitCompareArrows } from 'lucide-react';
import { RunMenu } from './run-menu.tsx';

/** What can be done with a run as a whole. */
export function RunActions({
  view,
  hasTimelineButton,
  isComparing,
  canGiveUp,
  onTimeline,
  onCompare,
  onRunAgain,
  onResume,
  onStop,
  onGiveUp,
}: {
  view: RunView;
  /** The timeline is in a drawer. */
  hasTimelineButton: boolean;
  isComparing: boolean;
  canGiveUp: boolean;
  onTimeline: () => void;
  onCompare: () => void;
  onRunAgain: () => void;
  onResume: () => void;
  onStop: () => void;
  onGiveUp: () => void;
}) {
  return (
    <>
      {hasTimelineButton && (
        <Button leftSection={<ChartNoAxesGantt size={15} aria-hidden />} onClick={onTimeline}>
          Timeline
        </Button>
      )}
      <Button
        leftSection={<GitCompareArrows size={15} aria-hidden />}
        aria-pressed={isComparing}
        onClick={onCompare}
      >
        Compare
      </Button>
      <RunMenu
        view={view}
        canGiveUp={canGiveUp}
        onRunAgain={onRunAgain}
        onResume={onResume}
        onStop={onStop}
        onGiveUp={onGiveUp}
      />
    </>
  );
}
