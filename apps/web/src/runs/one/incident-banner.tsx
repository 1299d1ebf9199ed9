import type { RunView, StepView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { RotateCw, SkipForward, Wrench } from 'lucide-react';
import { RaiseAndGoOn } from '../../budget/raise-and-go-on.tsx';
import { isAtBudget } from '../../words/goes-on.ts';
import { incidentDetail, incidentSentence, isAmbiguous, privateHostOf } from '../step/incident.ts';
import { AmbiguousBanner } from './ambiguous-banner.tsx';
import classes from './banner.module.css';
import { Banner } from './banner.tsx';
import type { ControlVerb } from './use-run-control.ts';

/** A step is stuck: what went wrong, and the ways out. */
export function IncidentBanner({
  view,
  step,
  stuckCount,
  pending,
  onRetry,
  onSkip,
  onSetOutput,
  onDidNot,
  onFix,
  onNext,
}: {
  view: RunView;
  step: StepView;
  /** How many steps are stuck in this run. */
  stuckCount: number;
  pending: ControlVerb | undefined;
  onRetry: () => void;
  onSkip: () => void;
  onSetOutput: () => void;
  /** Of a step that may have been sent: it certainly was not, so it is sent now. */
  onDidNot: () => void;
  onFix: () => void;
  onNext: () => void;
}) {
  const isBusy = pending !== undefined;
  const host = privateHostOf(step);
  const others = stuckCount > 1 && (
    <>
      {' '}
      <button type="button" className={classes.next} onClick={onNext}>
        {stuckCount === 2 ? 'Another step is stuck too' : `${stuckCount - 1} other steps are stuck too`}
      </button>
    </>
  );
  const detail = (
    <>
      {incidentDetail(view, step)}
      {host !== undefined && (
        <>
          {' '}
          <Link to="/tools" search={{ allow: host }} hash="private-hosts" className={classes.next}>
            Allow {host} under Tools
          </Link>
        </>
      )}
      {others}
    </>
  );
  if (isAmbiguous(step)) {
    return (
      <AmbiguousBanner
        view={view}
        step={step}
        others={others}
        pending={pending}
        onLook={onRetry}
        onHappened={onSetOutput}
        onDidNot={onDidNot}
      />
    );
  }
  if (isAtBudget(step.failure?.code) && view.run.workerId !== undefined) {
    return (
      <Banner tone="needs" title={incidentSentence(view, step)} detail={detail}>
        <Button onClick={onRetry} disabled={isBusy} loading={pending === 'retry'}>
          Try again
        </Button>
        <Button onClick={onSetOutput} disabled={isBusy} loading={pending === 'set-output'}>
          Set output
        </Button>
        <RaiseAndGoOn workerId={view.run.workerId} isMain />
      </Banner>
    );
  }
  return (
    <Banner tone="needs" title={incidentSentence(view, step)} detail={detail}>
      <Button
        leftSection={<RotateCw size={15} aria-hidden />}
        onClick={onRetry}
        disabled={isBusy}
        loading={pending === 'retry'}
      >
        Try again
      </Button>
      <Button
        leftSection={<SkipForward size={15} aria-hidden />}
        onClick={onSkip}
        disabled={isBusy}
        loading={pending === 'skip'}
      >
        Skip
      </Button>
      <Button onClick={onSetOutput} disabled={isBusy} loading={pending === 'set-output'}>
        Set output
      </Button>
      <Button
        variant="filled"
        leftSection={<Wrench size={15} aria-hidden />}
        onClick={onFix}
        disabled={isBusy}
      >
        Fix and resume
      </Button>
    </Banner>
  );
}
