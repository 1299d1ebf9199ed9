import type { RunRow } from '@dayshift/contracts';
import { Clock } from 'lucide-react';
import { RunStateTag, StateTag } from '../../ui/state-tag.tsx';

/** A run's state. One that only waits for a time waits for nobody. */
export function RunTag({ run, at }: { run: RunRow; at?: string | undefined }) {
  const place = at === undefined ? '' : ` at ${at}`;
  if (run.state === 'waiting' && run.openApprovals === 0) {
    return (
      <StateTag tone="waits" icon={Clock}>
        waits{place}
      </StateTag>
    );
  }
  if (at === undefined) return <RunStateTag state={run.state} />;
  const words = { stuck: 'stuck', failed: 'failed', waiting: 'waits for you', working: 'working' };
  const word = Object.hasOwn(words, run.state) ? words[run.state as keyof typeof words] : undefined; // own key: checked
  return <RunStateTag state={run.state}>{word === undefined ? undefined : `${word}${place}`}</RunStateTag>;
}
