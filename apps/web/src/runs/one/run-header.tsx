import type { RunView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { costOfRun } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { versionWord } from '../../words/run-line.ts';
import { RunTag } from '../list/run-tag.tsx';
import { stepToOpen } from '../step/step-facts.ts';
import classes from './run-page.module.css';

/** Which run this is, how it stands, and which version of what ran. */
export function RunHeader({ view, actions }: { view: RunView; actions: ReactNode }) {
  const { run } = view;
  const cost = costOfRun(run);
  return (
    <PageHeader
      title={run.title}
      parent={{ label: 'Runs', to: '/runs' }}
      aside={
        <>
          <RunTag run={run} at={placeOf(view)} />
          <span className={classes.facts}>
            {run.playbookName} {versionWord(run.version)}
            {run.workerName !== undefined && ` · ${run.workerName}`} · started <TimeText at={run.startedAt} />
            {cost !== undefined && ` · ${cost}`}
            {view.forkedFrom !== undefined && (
              <>
                {' · '}
                <Link
                  to="/runs/$runId"
                  params={{ runId: view.forkedFrom }}
                  search={{}}
                  className={classes.factLink}
                >
                  goes on from an earlier run
                </Link>
              </>
            )}
          </span>
        </>
      }
      actions={actions}
    />
  );
}

function placeOf(view: RunView): string | undefined {
  if (['done', 'cancelled', 'starting'].includes(view.run.state)) return undefined;
  return stepToOpen(view)?.title ?? view.run.currentTitle;
}
