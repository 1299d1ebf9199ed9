import type { StepView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { formatDuration, formatInstantInFull } from '../../ui/format-time.ts';
import { costOfStep } from '../../ui/money.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { clockTime } from './clock-time.ts';
import classes from './step-detail.module.css';

/** When, how long, for how much, and what a person did about it. */
export function StepFacts({ step }: { step: StepView }) {
  const facts: [name: string, fact: ReactNode][] = [
    [
      'began',
      <time key="began" title={formatInstantInFull(step.startedAt)}>
        {clockTime(step.startedAt, Date.now())}
      </time>,
    ],
  ];
  const took = (step.endedAt ?? step.startedAt) - step.startedAt;
  if (step.isReused) facts.push(['kept', 'kept from before']);
  else if (step.endedAt !== undefined && took >= 50) facts.push(['took', `took ${formatDuration(took)}`]);
  if (step.dueAt !== undefined && step.endedAt === undefined) {
    const word = step.status === 'asking' ? 'due' : 'until';
    facts.push([
      'due',
      <span key="due">
        {word} <TimeText at={step.dueAt} />
      </span>,
    ]);
  }
  const cost = costOfStep(step);
  if (cost !== undefined) facts.push(['cost', cost]);
  if (step.usage && step.usage.inputTokens + step.usage.outputTokens > 0)
    facts.push([
      'tokens',
      `${inThousands(step.usage.inputTokens)} tokens in, ${inThousands(step.usage.outputTokens)} out`,
    ]);
  if (step.port !== undefined && step.kind !== 'call' && step.port !== 'done')
    facts.push(['port', `left by “${step.port}”`]);
  if (step.approvalId !== undefined) {
    facts.push([
      'approval',
      <Link
        key="approval"
        to="/inbox/$approvalId"
        params={{ approvalId: step.approvalId }}
        search={step.status === 'asking' ? {} : { tab: 'decided' }}
        className={classes.link}
      >
        {step.status === 'asking' ? 'open the question' : 'see the decision'}
      </Link>,
    ]);
  }
  return (
    <p className={classes.facts}>
      {facts.map(([name, fact], index) => (
        <Fragment key={name}>
          {index > 0 && ' · '}
          {fact}
        </Fragment>
      ))}
    </p>
  );
}

const inThousands = (count: number) => count.toLocaleString('en-GB');
