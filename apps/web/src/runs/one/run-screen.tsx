import type { RunView } from '@dayshift/contracts';
import { useCallback, useState } from 'react';
import { ErrorBox } from '../../ui/error-box.tsx';
import { ResumeDialog } from '../resume/resume-dialog.tsx';
import { RunActions } from './run-actions.tsx';
import { RunBanner } from './run-banner.tsx';
import { type RunDialog, RunDialogs } from './run-dialogs.tsx';
import { RunHeader } from './run-header.tsx';
import classes from './run-page.module.css';
import { RunSplit } from './run-split.tsx';
import { useRunAddress } from './use-run-address.ts';
import { useRunControl } from './use-run-control.ts';
import { useRunDecisions } from './use-run-decisions.tsx';
import { useRunLayout } from './use-run-layout.ts';
import { useSelection } from './use-selection.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';

/** A run that is loaded: how it stands, its drawing lit up, and beside it what is open of it. */
export function RunScreen({ view, isBehind }: { view: RunView; isBehind: boolean }) {
  const address = useRunAddress(view.run.id);
  const layout = useRunLayout();
  const control = useRunControl(view.run.id, view.steps);
  const decide = useRunDecisions(control.send);
  const [isPanelOpen, setPanelOpen] = useState(address.compare !== undefined);
  const [dialog, setDialog] = useState<RunDialog>();
  const [resumeFrom, setResumeFrom] = useState<string>();
  useTimelineKeys();

  const selection = useSelection(view, address.step);
  const incident =
    selection.kind === 'step' && selection.step.status === 'stuck'
      ? selection.step
      : view.steps.find(({ status }) => status === 'stuck');
  const show = useCallback(
    (step: string | undefined) => {
      if (step !== undefined) setPanelOpen(true);
      address.show(step);
    },
    [address.show],
  );
  const compare = (other: string | undefined) => {
    setPanelOpen(other !== undefined);
    address.compareWith(other);
  };
  const resume = (fromNodeId?: string) => {
    setResumeFrom(fromNodeId);
    address.setResuming(true);
  };

  return (
    <>
      <RunHeader
        view={view}
        actions={
          <RunActions
            view={view}
            hasTimelineButton={layout === 'drawer'}
            isComparing={address.compare !== undefined}
            canGiveUp={incident !== undefined}
            onTimeline={() => setPanelOpen(true)}
            onCompare={() => compare(address.compare === undefined ? 'last' : undefined)}
            onRunAgain={() => setDialog({ kind: 'run-again' })}
            onResume={() => resume()}
            onStop={() => void decide.stop()}
            onGiveUp={() => incident && void decide.giveUp(incident)}
          />
        }
      />
      <div className={classes.page}>
        {isBehind && (
          <p className={classes.connecting} role="status">
            The line to the run is broken. This is how it was; it is being asked for again.
          </p>
        )}
        <RunBanner
          view={view}
          incident={incident}
          control={control}
          decide={decide}
          onDialog={setDialog}
          onResume={() => resume()}
          onShow={show}
        />
        {control.error !== undefined && dialog === undefined && (
          <div className={classes.error}>
            <ErrorBox error={control.error} />
          </div>
        )}
        <RunSplit
          view={view}
          address={address}
          layout={layout}
          selection={selection}
          isPanelOpen={isPanelOpen}
          onSelect={show}
          onCompare={compare}
          onResumeFrom={resume}
          onClosePanel={() => setPanelOpen(false)}
        />
      </div>
      {decide.dialog}
      <RunDialogs view={view} dialog={dialog} control={control} onClose={() => setDialog(undefined)} />
      {address.isResuming && (
        <ResumeDialog
          runId={view.run.id}
          fromNodeId={resumeFrom}
          onClose={() => address.setResuming(false)}
        />
      )}
    </>
  );
}
