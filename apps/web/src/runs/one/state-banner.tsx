import type { RunView, StepView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { DueText } from '../../ui/due-text.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { runLine } from '../../words/run-line.ts';
import { incidentDetail, incidentSentence } from '../step/incident.ts';
import { countOf, troubledStep } from '../step/step-facts.ts';
import { Banner } from './banner.tsx';

/** How a run stands that no step is stuck in: at work, waiting, or over. */
export function StateBanner({
  view,
  onResume,
  onRunAgain,
}: {
  view: RunView;
  onResume: () => void;
  onRunAgain: () => void;
}) {
  const { run } = view;
  switch (run.state) {
    case 'failed':
      return <Failed view={view} onResume={onResume} onRunAgain={onRunAgain} />;
    case 'cancelled':
      return (
        <Banner
          tone="idle"
          title={`${runLine(run)}.`}
          detail={<GoesOn view={view} otherwise="What was finished stays done. Nothing else happens." />}
        >
          <Button onClick={onRunAgain}>Run again</Button>
          <Button leftSection={<History size={15} aria-hidden />} onClick={onResume}>
            Resume
          </Button>
        </Banner>
      );
    case 'done':
      return (
        <Banner tone="done" title={runLine(run)} detail={<GoesOn view={view} otherwise="" />}>
          <Button onClick={onRunAgain}>Run again</Button>
        </Banner>
      );
    case 'waiting':
      return <Waiting view={view} />;
    // Stuck, but its steps are not here yet.
    case 'stuck':
      return <Banner tone="needs" title={runLine(run)} />;
    case 'starting':
    case 'working':
      return <Banner tone="works" title={`${runLine(run)}.`} detail={doneSoFar(view)} />;
  }
}

function doneSoFar({ nodes }: RunView): string {
  const done = nodes.filter(({ counts }) => (counts.done ?? 0) > 0).length;
  if (done === 0) return '';
  return done === 1 ? '1 step is done.' : `${done} steps are done.`;
}

function Failed({
  view,
  onResume,
  onRunAgain,
}: {
  view: RunView;
  onResume: () => void;
  onRunAgain: () => void;
}) {
  const step = troubledStep(view);
  const message = step?.failure ? incidentSentence(view, step) : (view.failure?.message ?? runLine(view.run));
  const detail = step ? incidentDetail(view, step) : '';
  return (
    <Banner tone="needs" title={message} detail={<GoesOn view={view} otherwise={detail} />}>
      <Button onClick={onRunAgain}>Run again</Button>
      <Button
        variant={view.resumedAs === undefined ? 'filled' : 'default'}
        leftSection={<History size={15} aria-hidden />}
        onClick={onResume}
      >
        {step ? `Resume from ${step.title}` : 'Resume'}
      </Button>
    </Banner>
  );
}

/** A run that was resumed as another one says so before anything else. */
function GoesOn({ view, otherwise }: { view: RunView; otherwise: string }) {
  if (view.resumedAs === undefined) return <>{otherwise}</>;
  return (
    <>
      {otherwise}{' '}
      <Link to="/runs/$runId" params={{ runId: view.resumedAs }} search={{}}>
        It was resumed as another run
      </Link>
    </>
  );
}

function Waiting({ view }: { view: RunView }) {
  const count = countOf(view, 'asking');
  const first = view.steps.find(({ status }) => status === 'asking');
  if (first) {
    return (
      <Banner
        tone="waits"
        title={
          count === 1 ? `“${first.title}” waits for an answer.` : `${count} questions wait for an answer.`
        }
        detail={first.dueAt !== undefined && <DueText at={first.dueAt} prefix="Due " />}
      >
        <AnswerButton step={first} />
      </Banner>
    );
  }
  const next = view.steps
    .filter(({ status, dueAt }) => status === 'sleeping' && dueAt !== undefined)
    .toSorted((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))[0];
  if (next?.dueAt === undefined) return <Banner tone="waits" title={`${runLine(view.run)}.`} />;
  return (
    <Banner
      tone="waits"
      title={
        <>
          {next.title}: waits until <TimeText at={next.dueAt} />.
        </>
      }
    />
  );
}

function AnswerButton({ step }: { step: StepView }) {
  return (
    <Button
      variant="filled"
      renderRoot={(props) =>
        step.approvalId === undefined ? (
          <Link to="/inbox" search={{}} {...props} />
        ) : (
          <Link to="/inbox/$approvalId" params={{ approvalId: step.approvalId }} search={{}} {...props} />
        )
      }
    >
      Review and answer
    </Button>
  );
}
