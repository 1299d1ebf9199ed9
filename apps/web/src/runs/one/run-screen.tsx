import type { RunView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChartNoAxesGantt, GitCompareArrows } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { GraphView } from '../../graph/graph-view.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { ComparePanel } from '../compare/compare-panel.tsx';
import { CorrectDialog } from '../correct/correct-dialog.tsx';
import { ResumeDialog } from '../resume/resume-dialog.tsx';
import { hasSomethingNew } from '../resume/resume-words.ts';
import { isAmbiguous } from '../step/incident.ts';
import { nodeStates } from '../step/node-states.ts';
import { countOf } from '../step/step-facts.ts';
import { IncidentBanner } from './incident-banner.tsx';
import { RunAgainDialog } from './run-again-dialog.tsx';
import { RunData } from './run-data.tsx';
import { RunHeader } from './run-header.tsx';
import { RunMenu } from './run-menu.tsx';
import classes from './run-page.module.css';
import { RunPanel } from './run-panel.tsx';
import { SetOutputDialog } from './set-output-dialog.tsx';
import { StateBanner } from './state-banner.tsx';
import { StepDetail } from './step-detail.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { useRunControl } from './use-run-control.ts';
import { useRunDecisions } from './use-run-decisions.tsx';
import { useRunLayout } from './use-run-layout.ts';
import { useSelection } from './use-selection.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';

/** A run that is loaded. What is open of it is in the address, so it can be sent to somebody. */
export function RunScreen({ view, isBehind }: { view: RunView; isBehind: boolean }) {
  const { run, steps, graph, liveEdges } = view;
  const search = useSearch({ from: '/shell/runs/$runId' });
  const navigate = useNavigate();
  const layout = useRunLayout();
  const control = useRunControl(run.id, steps);
  const decide = useRunDecisions(control.send);
  const [isPanelOpen, setPanelOpen] = useState(search.compare !== undefined);
  const [isRunningAgain, setRunningAgain] = useState(false);
  const [settingKey, setSettingKey] = useState<string>();
  const [correctingKey, setCorrectingKey] = useState<string>();
  const [resumeFrom, setResumeFrom] = useState<string>();
  useTimelineKeys();

  const selection = useSelection(view, search.step);
  const selectedNodeId = selection.kind === 'none' ? undefined : selection.nodeId;
  const states = useMemo(() => nodeStates(view), [view]);
  const stuck = steps.filter(({ status }) => status === 'stuck');
  const incident = selection.kind === 'step' && selection.step.status === 'stuck' ? selection.step : stuck[0];
  const setting = steps.find(({ key }) => key === settingKey);
  const correcting = stuck.find(({ key }) => key === correctingKey);

  /** What is open of the run; what is left out is closed. */
  const open = useCallback(
    ({
      step,
      compare,
      resume,
    }: {
      step: string | undefined;
      compare?: string | undefined;
      resume?: boolean;
    }) =>
      void navigate({
        to: '/runs/$runId',
        params: { runId: run.id },
        search: {
          ...(step !== undefined && { step }),
          ...(compare !== undefined && { compare }),
          ...(resume && { resume }),
        },
        replace: true,
      }),
    [navigate, run.id],
  );
  const show = useCallback(
    (step: string | undefined) => {
      if (step !== undefined) setPanelOpen(true);
      open({ step, compare: search.compare });
    },
    [open, search.compare],
  );
  const compare = (other: string | undefined) => {
    setPanelOpen(other !== undefined);
    open({ step: search.step, compare: other });
  };
  const setResuming = (isResuming: boolean, fromNodeId?: string) => {
    setResumeFrom(fromNodeId);
    open({ step: search.step, resume: isResuming });
  };
  const fix = () => {
    if (incident === undefined || hasSomethingNew(view)) return setResuming(true);
    void navigate({
      to: '/playbooks/$playbookId',
      params: { playbookId: run.playbookId },
      search: { node: incident.nodeId, run: run.id },
    });
  };
  const nextStuck = () => {
    const at = stuck.findIndex(({ key }) => key === incident?.key);
    show(stuck[(at + 1) % stuck.length]?.key);
  };

  const panel =
    search.compare !== undefined ? (
      <ComparePanel
        view={view}
        otherId={search.compare === 'last' ? undefined : search.compare}
        selectedNodeId={selectedNodeId}
        onChoose={compare}
        onSelect={show}
        onClose={() => compare(undefined)}
      />
    ) : (
      <>
        <TimelinePanel view={view} selectedNodeId={selectedNodeId} onSelect={show} />
        {selection.kind === 'step' ? (
          <StepDetail
            view={view}
            step={selection.step}
            onSelect={show}
            onResumeFrom={(nodeId) => setResuming(true, nodeId)}
          />
        ) : (
          <RunData view={view} selection={selection} />
        )}
      </>
    );
  return (
    <>
      <RunHeader
        view={view}
        actions={
          <>
            {layout === 'drawer' && (
              <Button
                leftSection={<ChartNoAxesGantt size={15} aria-hidden />}
                onClick={() => setPanelOpen(true)}
              >
                Timeline
              </Button>
            )}
            <Button
              leftSection={<GitCompareArrows size={15} aria-hidden />}
              aria-pressed={search.compare !== undefined}
              onClick={() => compare(search.compare === undefined ? 'last' : undefined)}
            >
              Compare
            </Button>
            <RunMenu
              view={view}
              canGiveUp={incident !== undefined}
              onRunAgain={() => setRunningAgain(true)}
              onResume={() => setResuming(true)}
              onStop={() => void decide.stop()}
              onGiveUp={() => incident && void decide.giveUp(incident)}
            />
          </>
        }
      />
      <div className={classes.page}>
        {isBehind && (
          <p className={classes.connecting} role="status">
            The line to the run is broken. This is how it was; it is being asked for again.
          </p>
        )}
        {incident ? (
          <IncidentBanner
            key={incident.key}
            view={view}
            step={incident}
            stuckCount={countOf(view, 'stuck')}
            pending={control.pending}
            onRetry={() => void control.send({ verb: 'retry', key: incident.key })}
            onSkip={() => void decide.skip(incident)}
            onSetOutput={() => setSettingKey(incident.key)}
            onCorrect={() => setCorrectingKey(incident.key)}
            onSkipItem={() => void decide.skipItem(incident)}
            onDidNot={() => void decide.didNotHappen(incident)}
            onFix={fix}
            onNext={nextStuck}
          />
        ) : (
          <StateBanner
            view={view}
            onResume={() => setResuming(true)}
            onRunAgain={() => setRunningAgain(true)}
          />
        )}
        {control.error !== undefined && setting === undefined && correcting === undefined && (
          <div className={classes.error}>
            <ErrorBox error={control.error} />
          </div>
        )}
        <div className={classes.split}>
          <div className={classes.graph}>
            <GraphView
              graph={graph}
              stateByNode={states}
              liveEdges={liveEdges}
              selectedNodeId={selectedNodeId}
              onSelect={show}
            />
          </div>
          <RunPanel
            title={search.compare === undefined ? 'Timeline and step' : 'Two runs beside each other'}
            layout={layout}
            isOpen={isPanelOpen}
            onClose={() => setPanelOpen(false)}
          >
            {panel}
          </RunPanel>
        </div>
      </div>
      {decide.dialog}
      {isRunningAgain && <RunAgainDialog view={view} onClose={() => setRunningAgain(false)} />}
      {setting && (
        <SetOutputDialog
          view={view}
          step={setting}
          error={control.error}
          isSending={control.pending === 'set-output' || control.pending === 'it-happened'}
          onSet={(output) =>
            void control
              .send({ verb: isAmbiguous(setting) ? 'it-happened' : 'set-output', key: setting.key, output })
              .then((isAccepted) => isAccepted && setSettingKey(undefined))
          }
          onClose={() => {
            control.forgetError();
            setSettingKey(undefined);
          }}
        />
      )}
      {correcting && (
        <CorrectDialog
          runId={run.id}
          step={correcting}
          error={control.error}
          isSending={control.pending === 'retry-with'}
          onCorrect={(input) =>
            void control
              .send({ verb: 'retry-with', key: correcting.key, input })
              .then((isAccepted) => isAccepted && setCorrectingKey(undefined))
          }
          onClose={() => {
            control.forgetError();
            setCorrectingKey(undefined);
          }}
        />
      )}
      {search.resume === true && (
        <ResumeDialog runId={run.id} fromNodeId={resumeFrom} onClose={() => setResuming(false)} />
      )}
    </>
  );
}
