import type { RunView, StepView } from '@dayshift/contracts';
import { Button, Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useRunValues } from '../../api/use-run-values.ts';
import { useWholeSteps } from '../../api/use-whole-steps.ts';
import { Card } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { RunStateTag, StateTag } from '../../ui/state-tag.tsx';
import { DataBlock } from '../step/data-block.tsx';
import { answerText, failureText, requestText, triggerText } from '../step/request-text.ts';
import { AllTries } from './all-tries.tsx';
import { ChooseExecution } from './choose-execution.tsx';
import { ifYouResume } from './if-you-resume.ts';
import classes from './step-detail.module.css';
import { StepFacts } from './step-facts-line.tsx';
import { type StepTab, stepTabs } from './step-tabs.ts';
import { isOver } from './use-run-live.ts';

/** One execution of a step: what went in, what came out, every try. */
export function StepDetail({
  view,
  step,
  onSelect,
  onResumeFrom,
}: {
  view: RunView;
  step: StepView;
  onSelect: (key: string) => void;
  onResumeFrom: (nodeId: string) => void;
}) {
  const isTrigger = step.kind === 'trigger';
  const isInTrouble = step.status === 'stuck' || (step.status === 'failed' && view.run.state === 'failed');
  return (
    <section className={classes.detail} aria-label={`Step ${step.title}`}>
      <ChooseExecution view={view} step={step} onSelect={onSelect} />
      {isTrigger ? (
        <>
          <Head step={step}>
            <StepFacts step={step} />
          </Head>
          <StartOfRun view={view} />
        </>
      ) : (
        // Another step begins at its own most telling tab.
        <StepBody key={step.key} runId={view.run.id} step={step} />
      )}
      {isInTrouble && (
        <Card tone="sunk" title="If you resume">
          <p className={classes.resume}>{ifYouResume(view, step)}</p>
        </Card>
      )}
      {isOver(view) && !isTrigger && (
        <Button
          className={classes.from}
          leftSection={<History size={15} aria-hidden />}
          onClick={() => onResumeFrom(step.nodeId)}
        >
          Resume from {step.title}
        </Button>
      )}
    </section>
  );
}

function Head({ step, children }: { step: StepView; children?: ReactNode }) {
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{step.title}</h2>
        <StepTag step={step} />
      </div>
      {children}
    </>
  );
}

function StepTag({ step }: { step: StepView }) {
  if (step.isReused) return <StateTag tone="done">kept</StateTag>;
  if (step.isOverridden) {
    return (
      <StateTag tone="accent">
        {step.status === 'skipped' ? 'skipped by a person' : 'set by a person'}
      </StateTag>
    );
  }
  if (step.failure?.effect === 'not-happened' && step.status === 'stuck' && /^HTTP_4/.test(step.failure.code))
    return <RunStateTag state="stuck">refused</RunStateTag>;
  return <RunStateTag state={step.status} />;
}

function StartOfRun({ view }: { view: RunView }) {
  const values = useRunValues(view);
  if (!values) return <SkeletonRows rows={3} what="what started the run" />;
  return <DataBlock label="What started the run" text={triggerText({ run: view.run, ...values })} />;
}

function StepBody({ runId, step: inShort }: { runId: string; step: StepView }) {
  const [step = inShort] = useWholeSteps(
    runId,
    useMemo(() => [inShort], [inShort]),
  );
  const tabs = stepTabs(step);
  const [chosen, setChosen] = useState<StepTab>();
  // A tab can go away while one looks at it, as when a step is tried again.
  const shown = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <Tabs
      value={shown?.id ?? null}
      onChange={(tab) => setChosen(tab as StepTab)} // only the ids below are offered
      variant="pills"
      classNames={{ root: classes.tabs ?? '', list: classes.list ?? '', tab: classes.tab ?? '' }}
    >
      <div className={classes.headRow}>
        <Head step={step} />
        {tabs.length > 1 && (
          <Tabs.List aria-label="What to see of the step">
            {tabs.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
      </div>
      <StepFacts step={step} />
      {step.cut && <SkeletonRows rows={3} what="what the step gave" />}
      {tabs.length === 0 && !step.cut && <Nothing step={step} />}
      {tabs.map(({ id }) => (
        <Tabs.Panel key={id} value={id} className={classes.panel}>
          {shown?.id === id && <TabBody tab={id} step={step} />}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function TabBody({ tab, step }: { tab: StepTab; step: StepView }): ReactNode {
  switch (tab) {
    case 'last':
      return <LastTry step={step} />;
    case 'all':
      return <AllTries step={step} />;
    case 'input':
      return <DataBlock label="Input" text={requestText(step) ?? ''} />;
    case 'output':
      return <DataBlock label="Output" text={answerText(step) ?? ''} />;
  }
}

function LastTry({ step }: { step: StepView }) {
  const request = requestText(step);
  const answer = answerText(step);
  return (
    <>
      {request !== undefined && <DataBlock label="What was asked" text={request} />}
      {step.failure && <DataBlock label="What came back" text={failureText(step.failure)} tone="needs" />}
      {!step.failure && answer !== undefined && <DataBlock label="What came back" text={answer} />}
      {!step.failure && answer === undefined && <p className={classes.none}>No answer yet.</p>}
    </>
  );
}

function Nothing({ step }: { step: StepView }) {
  if (step.status === 'asking') {
    return (
      <p className={classes.none}>
        It waits for an answer.{' '}
        {step.approvalId !== undefined && (
          <Link
            to="/inbox/$approvalId"
            params={{ approvalId: step.approvalId }}
            search={{}}
            className={classes.link}
          >
            Open the question
          </Link>
        )}
      </p>
    );
  }
  const words: Partial<Record<StepView['status'], string>> = {
    running: 'It is under way; nothing has come back yet.',
    sleeping: 'It waits; there is nothing to see until then.',
    skipped: 'It was passed over.',
    cancelled: 'It was stopped before it was done.',
  };
  return <p className={classes.none}>{words[step.status] ?? 'It gave no output.'}</p>;
}
