import type { WorkerView } from '@dayshift/contracts';
import { formatShare } from '../ui/format-share.ts';
import { sumInShort } from '../ui/money.tsx';
import { WorkerAvatar } from '../ui/worker-avatar.tsx';
import classes from './worker-page.module.css';

/** Who it is, and its last month in four numbers. */
export function WorkerHead({ worker }: { worker: WorkerView }) {
  const { month } = worker;
  return (
    <div className={classes.head}>
      <WorkerAvatar name={worker.name} color={worker.color} size={54} />
      <div className={classes.who}>
        <h2>{worker.name}</h2>
        <p>
          {worker.role} · reports to {worker.manager} · {worker.hours} ({worker.timeZone})
        </p>
      </div>
      <dl className={classes.numbers}>
        <HeadNumber
          label="Done alone"
          value={month.aloneShare === undefined ? '–' : formatShare(month.aloneShare)}
        />
        <HeadNumber label="Jobs" value={month.done.toLocaleString('en-GB')} />
        <HeadNumber label="Stuck now" value={String(month.stuck)} />
        <HeadNumber label="30 days" value={sumInShort(month)} />
      </dl>
    </div>
  );
}

function HeadNumber({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
