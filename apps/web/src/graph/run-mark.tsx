import {
  Ban,
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  Hand,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import classes from './cards.module.css';
import type { NodeRunState } from './flow-types.ts';

const marks: Record<NodeRunState['status'], { Icon: LucideIcon; tone: string; words: string }> = {
  running: { Icon: LoaderCircle, tone: 'works', words: 'Working' },
  sleeping: { Icon: Clock, tone: 'waits', words: 'Waiting until later' },
  asking: { Icon: Hand, tone: 'waits', words: 'Waiting for a person' },
  stuck: { Icon: CircleX, tone: 'needs', words: 'Stuck' },
  failed: { Icon: CircleX, tone: 'needs', words: 'Failed' },
  done: { Icon: CircleCheck, tone: 'done', words: 'Done' },
  skipped: { Icon: CircleMinus, tone: 'none', words: 'Skipped' },
  cancelled: { Icon: Ban, tone: 'none', words: 'Cancelled' },
};

export function toneOfRun(run: NodeRunState | undefined): string | undefined {
  return run && marks[run.status].tone;
}

/** How the step fared, at the right of a card's title. */
export function RunMark({ run }: { run: NodeRunState }) {
  const { Icon, tone, words } = marks[run.status];
  return (
    <span className={classes.mark} data-tone={tone} title={words}>
      <Icon size={16} strokeWidth={2} role="img" aria-label={words} />
    </span>
  );
}
