import type { Home } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { RowText } from '../ui/row.tsx';
import { Section } from '../ui/section.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import classes from './home.module.css';

const shown = 5;

/** What should run by itself and does not yet, because Temporal did not take its schedule. It is tried again every few seconds. */
export function NotScheduled({ playbooks }: { playbooks: NonNullable<Home['notScheduled']> }) {
  const more = playbooks.length - shown;
  return (
    <Section title="Not yet set">
      <ul className={classes.rows} aria-label="Schedules that are not set yet">
        {playbooks.slice(0, shown).map(({ id, name }) => (
          <li key={id} className={`${classes.needs} fade-in`}>
            <span className={classes.tag}>
              <StateTag tone="waits">not yet set</StateTag>
            </span>
            <Link
              to="/playbooks/$playbookId"
              params={{ playbookId: id }}
              search={{}}
              className={classes.main}
            >
              <RowText
                title={name}
                detail="Its schedule was not taken yet, so it does not run by itself. It is tried again all the time."
              />
            </Link>
          </li>
        ))}
        {more > 0 && <li className={classes.more}>{more} more</li>}
      </ul>
    </Section>
  );
}
