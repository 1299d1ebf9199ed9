import type { WorkerCard as Worker } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { formatShare } from './format-share.ts';
import { HourBars } from './hour-bars.tsx';
import { sumInShort } from './money.tsx';
import { StateTag, type Tone } from './state-tag.tsx';
import { WorkerAvatar } from './worker-avatar.tsx';
import classes from './worker-card.module.css';

export const workerStates: Record<Worker['state'], { tone: Tone; word: string }> = {
  working: { tone: 'works', word: 'working' },
  'on-shift': { tone: 'done', word: 'on shift' },
  'waits-for-you': { tone: 'waits', word: 'waits for an answer' },
  paused: { tone: 'idle', word: 'paused' },
  left: { tone: 'idle', word: 'let go' },
};

/** A worker at a glance: what it does now, and its day in four numbers. */
export function WorkerCard({ worker }: { worker: Worker }) {
  const { today } = worker;
  const state = workerStates[worker.state];
  return (
    <Link to="/workers/$workerId" params={{ workerId: worker.id }} className={classes.card}>
      <div className={classes.head}>
        <WorkerAvatar name={worker.name} color={worker.color} />
        <div className={classes.who}>
          <div className={classes.name}>{worker.name}</div>
          <div className={classes.role}>{worker.role}</div>
        </div>
        <StateTag tone={state.tone}>{state.word}</StateTag>
      </div>
      <div className={classes.now} title={worker.now}>
        {worker.now}
      </div>
      <div className={classes.day}>
        <HourBars perHour={worker.perHour} color={worker.color} />
        <dl className={classes.numbers}>
          <CardNumber label="done" value={String(today.done)} />
          <CardNumber
            label="alone"
            value={today.aloneShare === undefined ? '–' : formatShare(today.aloneShare)}
          />
          <CardNumber label="cost" value={sumInShort(today)} />
          <CardNumber label="backlog" value={String(today.backlog)} />
        </dl>
      </div>
    </Link>
  );
}

function CardNumber({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.number}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
