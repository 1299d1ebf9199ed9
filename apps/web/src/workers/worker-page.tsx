import { useParams } from '@tanstack/react-router';
import { useWorker } from '../api/workers.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { workerStates } from '../ui/worker-card.tsx';
import { PolicyTable } from './policy-table.tsx';
import { WorkerActions } from './worker-actions.tsx';
import { WorkerAside } from './worker-aside.tsx';
import { WorkerHead } from './worker-head.tsx';
import classes from './worker-page.module.css';
import { WorkingOn } from './working-on.tsx';

/** One worker: what it may do alone and why, what it is at, what it made. */
export function WorkerPage() {
  const { workerId } = useParams({ from: '/shell/workers/$workerId' });
  const worker = useWorker(workerId);
  const { data } = worker;
  return (
    <>
      <PageHeader
        title={data?.name ?? 'Worker'}
        parent={{ label: 'Workers', to: '/workers' }}
        aside={
          data && <StateTag tone={workerStates[data.state].tone}>{workerStates[data.state].word}</StateTag>
        }
        actions={data && <WorkerActions worker={data} />}
      />
      <PageBody>
        {worker.error && (
          <ErrorBox
            error={worker.error}
            title={data ? 'This page may be out of date.' : 'This worker could not be loaded.'}
            onRetry={() => void worker.refetch()}
          />
        )}
        {worker.isPending && <SkeletonRows rows={3} height={110} what="the worker" />}
        {data && (
          <div className={classes.columns}>
            <div className={classes.main}>
              {data.leftAt !== undefined && (
                <p className={classes.left} role="status">
                  {data.name} was let go <TimeText at={data.leftAt} />. What it did stays here.
                </p>
              )}
              <WorkerHead worker={data} />
              <PolicyTable worker={data} />
              <WorkingOn worker={data} />
            </div>
            <WorkerAside worker={data} />
          </div>
        )}
      </PageBody>
    </>
  );
}
