import type { PlaybookView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Archive, Pause } from 'lucide-react';
import { openRunsWords } from '../../playbooks/rest-words.ts';
import { usePlaybookLife } from '../../playbooks/use-playbook-life.ts';
import { TimeText } from '../../ui/time-text.tsx';
import classes from './notice-bar.module.css';

/** Whoever draws on a playbook at rest sees that nothing starts it, and the way back. */
export function RestBar({ playbook }: { playbook: PlaybookView }) {
  const life = usePlaybookLife();
  const { rest, publishedVersion } = playbook;
  if (!rest) return null;
  const isArchived = rest.state === 'archived';
  const Icon = isArchived ? Archive : Pause;
  return (
    <div className={classes.bar} role="status">
      <Icon size={16} aria-hidden />
      <div className={classes.text}>
        <strong>
          {isArchived ? 'Archived' : 'Paused'} since <TimeText at={rest.since} />, by {rest.by}.
        </strong>{' '}
        {rest.note} It takes nothing new. {openRunsWords(playbook)}
      </div>
      <Button
        variant="filled"
        loading={life.busyId === playbook.id}
        onClick={() => void life.setState(playbook, isArchived && publishedVersion > 0 ? 'paused' : 'in-use')}
      >
        {isArchived ? 'Bring it back' : 'Switch on'}
      </Button>
    </div>
  );
}
