import type { RunRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { runLine } from '../../words/run-line.ts';
import { type Cause, sharedCauses } from './causes.ts';
import classes from './same-cause.module.css';

const shown = 3;

/** One fix for many: offered once per cause, above the rows that share it. */
export function SameCause({
  runs,
  onResume,
}: {
  runs: readonly RunRow[];
  onResume: (runId: string) => void;
}) {
  const causes = sharedCauses(runs);
  if (causes.length === 0) return null;
  return (
    <ul className={classes.causes} aria-label="Runs in trouble for the same reason">
      {causes.slice(0, shown).map((cause) => (
        <CauseLine key={cause.run.id} cause={cause} onResume={onResume} />
      ))}
      {causes.length > shown && (
        <li className={classes.more}>{causes.length - shown} more causes are shared further down.</li>
      )}
    </ul>
  );
}

function CauseLine({ cause, onResume }: { cause: Cause; onResume: (runId: string) => void }) {
  const { run, count } = cause;
  const word = run.state === 'failed' ? 'failed' : 'are stuck';
  return (
    <li className={`${classes.cause} fade-in`}>
      <CircleAlert size={16} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <b>
          {count} runs {word} for the same reason.
        </b>{' '}
        <span title={runLine(run)}>{runLine(run)}</span>
      </span>
      <Button onClick={() => onResume(run.id)}>Resume together</Button>
    </li>
  );
}
