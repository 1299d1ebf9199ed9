import type { RunView, StepView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Pencil, RotateCw, SkipForward, Wrench } from 'lucide-react';
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
  onCorrect,
  onSkipItem,
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
  /** Opens what it asked for, to be corrected for this run alone. */
  onCorrect: () => void;
  /** Gives up the item of the For each that it stands in. */
  onSkipItem: () => void;
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
      <Repairs
        step={step}
        pending={pending}
        onRetry={onRetry}
        onCorrect={onCorrect}
        onSkip={onSkip}
        onSkipItem={onSkipItem}
        onSetOutput={onSetOutput}
      />
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

/** What may be done about the step as it is; what its kind does not allow is not offered. */
function Repairs({
  step,
  pending,
  onRetry,
  onCorrect,
  onSkip,
  onSkipItem,
  onSetOutput,
}: { step: StepView; pending: ControlVerb | undefined } & Record<
  'onRetry' | 'onCorrect' | 'onSkip' | 'onSkipItem' | 'onSetOutput',
  () => void
>) {
  const isBusy = pending !== undefined;
  const may = (verb: ControlVerb) => step.mayDo?.some((each) => each === verb) ?? true;
  const icon = { size: 15, 'aria-hidden': true } as const;
  return (
    <>
      {may('retry') && (
        <Button
          leftSection={<RotateCw {...icon} />}
          onClick={onRetry}
          disabled={isBusy}
          loading={pending === 'retry'}
        >
          Try again
        </Button>
      )}
      {step.mayDo?.includes('retry-with') && step.input !== undefined && (
        <Button
          leftSection={<Pencil {...icon} />}
          onClick={onCorrect}
          disabled={isBusy}
          loading={pending === 'retry-with'}
          title="For this run alone; the playbook stays as it is"
        >
          Correct input
        </Button>
      )}
      {may('skip') && (
        <Button
          leftSection={<SkipForward {...icon} />}
          onClick={onSkip}
          disabled={isBusy}
          loading={pending === 'skip'}
        >
          Skip
        </Button>
      )}
      {step.mayDo?.includes('skip-item') && (
        <Button
          leftSection={<SkipForward {...icon} />}
          onClick={onSkipItem}
          disabled={isBusy}
          loading={pending === 'skip-item'}
        >
          Skip the item
        </Button>
      )}
      {may('set-output') && (
        <Button onClick={onSetOutput} disabled={isBusy} loading={pending === 'set-output'}>
          Set output
        </Button>
      )}
    </>
  );
}
