import type { Home } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePlaybookLife } from '../playbooks/use-playbook-life.ts';
import { RowText } from '../ui/row.tsx';
import { Section } from '../ui/section.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './home.module.css';

const shown = 5;

/** What takes no work until somebody switches it on: said here, for a pause is easily forgotten. */
export function PausedPlaybooks({ paused }: { paused: Home['paused'] }) {
  const life = usePlaybookLife();
  const more = paused.length - shown;
  return (
    <Section title="Paused">
      <ul className={classes.rows} aria-label="Paused playbooks">
        {paused.slice(0, shown).map(({ id, name, rest }) => (
          <li key={id} className={`${classes.needs} fade-in`}>
            <span className={classes.tag}>
              <StateTag tone="waits">paused</StateTag>
            </span>
            <Link
              to="/playbooks/$playbookId"
              params={{ playbookId: id }}
              search={{}}
              className={classes.main}
            >
              <RowText title={name} detail={`Takes nothing new. ${rest.note ?? `Paused by ${rest.by}.`}`} />
            </Link>
            <span className={classes.source} />
            <span className={classes.when}>
              <TimeText at={rest.since} as="span" />
            </span>
            <Button
              className={classes.act}
              loading={life.busyId === id}
              onClick={() => void life.setState({ id, name }, 'in-use')}
            >
              Switch on
              <span className="only-heard"> {name}</span>
            </Button>
          </li>
        ))}
        {more > 0 && (
          <li className={classes.more}>
            <Link to="/playbooks" search={{}}>
              {more === 1 ? '1 more is paused' : `${more} more are paused`}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
