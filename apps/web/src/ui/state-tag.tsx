import type { LucideIcon } from 'lucide-react';
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Hand,
  LoaderCircle,
  Sparkles,
} from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './state-tag.module.css';

/** What a colour stands for. `idle` has not happened; `ai` marks the AI's own words. */
export type Tone = 'works' | 'waits' | 'done' | 'needs' | 'ai' | 'idle' | 'accent';

/** A state in a word, with its colour and, where it stands alone, its icon: colour is never the only sign. */
export function StateTag({
  tone,
  icon: Icon,
  children,
}: {
  tone: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {Icon && <Icon size={13} aria-hidden />}
      {children}
    </span>
  );
}

interface StateLook {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

/** How every state of a run and of a step is shown, everywhere. */
const stateLooks = {
  starting: { tone: 'works', icon: LoaderCircle, word: 'starting' },
  working: { tone: 'works', icon: LoaderCircle, word: 'working' },
  waiting: { tone: 'waits', icon: Hand, word: 'waits for an answer' },
  stuck: { tone: 'needs', icon: CircleAlert, word: 'stuck' },
  done: { tone: 'done', icon: CircleCheck, word: 'done' },
  failed: { tone: 'needs', icon: CircleX, word: 'failed' },
  cancelled: { tone: 'idle', icon: Ban, word: 'cancelled' },
  running: { tone: 'works', icon: LoaderCircle, word: 'working' },
  sleeping: { tone: 'waits', icon: Clock, word: 'waits' },
  asking: { tone: 'waits', icon: Hand, word: 'waits for an answer' },
  skipped: { tone: 'idle', icon: CirclePause, word: 'skipped' },
  ai: { tone: 'ai', icon: Sparkles, word: 'AI' },
} as const satisfies Record<string, StateLook>;

const unknownLook: StateLook = { tone: 'idle', icon: Clock, word: '' };

export function findStateLook(state: string): StateLook {
  return Object.hasOwn(stateLooks, state)
    ? stateLooks[state as keyof typeof stateLooks] // own key of the map: checked
    : { ...unknownLook, word: state };
}

/** The tag of a run's or a step's state. */
export function RunStateTag({ state, children }: { state: string; children?: ReactNode }) {
  const look = findStateLook(state);
  return (
    <StateTag tone={look.tone} icon={look.icon}>
      {children ?? look.word}
    </StateTag>
  );
}
