import type { StepView } from '@dayshift/contracts';
import { formatDuration } from '../../ui/format-time.ts';
import classes from './all-tries.module.css';
import { clockTime } from './clock-time.ts';

type Attempt = StepView['attempts'][number];

/** Every try, newest first. Of tries before the last of a series only their number is kept, and it says so. */
export function AllTries({ step }: { step: StepView }) {
  const hasGaps = step.attempts.some(isBare);
  return (
    <>
      <ol className={classes.tries} reversed>
        {step.attempts.toReversed().map((attempt) => (
          <li
            key={attempt.number}
            className={classes.try}
            data-failed={attempt.failure !== undefined || undefined}
          >
            <span className={classes.number}>{attempt.number}</span>
            <span className={classes.text}>{tryText(attempt, step)}</span>
            <span className={classes.time}>{timeText(attempt)}</span>
          </li>
        ))}
      </ol>
      {hasGaps && (
        <p className={classes.note}>
          Of several tries in a row, only how the last one ended is kept. The others failed in a way that was
          worth trying again.
        </p>
      )}
    </>
  );
}

const isBare = (attempt: Attempt) => attempt.startedAt === undefined && attempt.failure === undefined;

function tryText(attempt: Attempt, step: StepView): string {
  if (attempt.failure) return attempt.failure.message;
  const isLast = attempt.number === step.attempts.length;
  if (!isLast) return 'Failed, and was tried again.';
  if (step.status === 'running')
    return attempt.startedAt === undefined ? 'Will be tried again shortly.' : 'Under way.';
  return step.status === 'done' ? 'It worked.' : 'It ended.';
}

function timeText({ startedAt, endedAt }: Attempt): string {
  if (startedAt === undefined) return '';
  const began = clockTime(startedAt, Date.now());
  return endedAt === undefined ? began : `${began}, ${formatDuration(endedAt - startedAt)}`;
}
