import type { RunRow } from '@dayshift/contracts';
import { Clock } from 'lucide-react';
import { RunStateTag, StateTag } from '../../ui/state-tag.tsx';
import classes from './run-tag.module.css';

/** A run's state. One that only waits for a time waits for nobody. */
export function RunTag({ run, at }: { run: RunRow; at?: string | undefined }) {
  const place = at !== undefined && <span className={classes.place}> at {at}</span>;
  if (run.state === 'waiting' && run.openApprovals === 0) {
    return (
      <StateTag tone="waits" icon={Clock}>
        <span>waits{place}</span>
      </StateTag>
    );
  }
  if (at === undefined) return <RunStateTag state={run.state} />;
  const words = { stuck: 'stuck', failed: 'failed', waiting: 'waits', working: 'working' };
  const word = Object.hasOwn(words, run.state) ? words[run.state as keyof typeof words] : undefined; // own key: checked
  return (
    <RunStateTag state={run.state}>
      {word && (
        <span>
          {word}
          {run.state === 'waiting' && <span className={classes.place}> for an answer</span>}
          {place}
        </span>
      )}
    </RunStateTag>
  );
}
