import type { PlaybookView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useVersion } from '../api/playbooks.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './deleted-playbook.module.css';

/** What is left of a deleted playbook: its name, what it last published, and its runs. */
export function DeletedPlaybook({ playbook }: { playbook: PlaybookView }) {
  const { id, name, publishedVersion, rest } = playbook;
  const last = useVersion(id, publishedVersion > 0 ? publishedVersion : undefined);
  return (
    <>
      <PageHeader parent={{ label: 'Playbooks', to: '/playbooks' }} title={name} />
      <div className={classes.page}>
        <EmptyState
          icon={Trash2}
          title="This playbook was deleted."
          action={
            <Button renderRoot={(props) => <Link to="/runs" search={{ playbook: id }} {...props} />}>
              Its runs
            </Button>
          }
        >
          {rest && (
            <>
              <TimeText at={rest.since} />, by {rest.by}.{' '}
            </>
          )}
          Nothing starts it any more. What it did stays readable
          {publishedVersion > 0 && `, and below is v${publishedVersion}, the last one it published`}.
        </EmptyState>
        {last.data && (
          <div className={classes.graph}>
            <GraphView graph={last.data.graph} />
          </div>
        )}
      </div>
    </>
  );
}
