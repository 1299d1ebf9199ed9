import type { RunRow } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { ExactText } from '../ui/exact-text.tsx';
import { costOfRun } from '../ui/money.tsx';
import { Section } from '../ui/section.tsx';
import { findStateLook } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './home.module.css';

const shown = 6;

/** The last runs that came to an end, with what they came to. */
export function JustFinished({ runs }: { runs: RunRow[] }) {
  return (
    <Section
      title="Just finished"
      aside={
        <Link to="/runs" search={{}} className={classes.asideLink}>
          All runs
        </Link>
      }
    >
      <ul className={classes.rows}>
        {runs.slice(0, shown).map((run) => (
          <FinishedRow key={run.id} run={run} />
        ))}
      </ul>
    </Section>
  );
}

function FinishedRow({ run }: { run: RunRow }) {
  const look = findStateLook(run.state);
  return (
    <li className="fade-in">
      <Link to="/runs/$runId" params={{ runId: run.id }} search={{}} className={classes.finished}>
        <look.icon size={16} role="img" aria-label={look.word} style={{ color: `var(--${look.tone})` }} />
        <span className={classes.finishedTitle}>
          <ExactText text={run.title} />
        </span>
        <span className={classes.outcome}>{run.outcome ?? look.word}</span>
        <span className={classes.worker}>{run.workerName}</span>
        <span className={classes.cost}>{costOfRun(run)}</span>
        <span className={classes.time}>
          <TimeText at={run.endedAt ?? run.changedAt} />
        </span>
      </Link>
    </li>
  );
}
