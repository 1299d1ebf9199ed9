import { useParams } from '@tanstack/react-router';
import { isApiError } from '../api/api-error.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import classes from './one/run-page.module.css';
import { RunScreen } from './one/run-screen.tsx';
import { useRunLive } from './one/use-run-live.ts';

/** One run: its playbook lit up, timeline and steps. */
export function RunPage() {
  const { runId } = useParams({ from: '/shell/runs/$runId' });
  // Another run is another page: nothing of the one before is kept.
  return <LoadedRun key={runId} runId={runId} />;
}

function LoadedRun({ runId }: { runId: string }) {
  const { data: view, error, refetch, live } = useRunLive(runId);
  if (view) return <RunScreen view={view} isBehind={live === 'connecting' && error !== null} />;
  return (
    <>
      <PageHeader title="Run" parent={{ label: 'Runs', to: '/runs' }} />
      {isApiError(error) && error.status === 404 ? (
        <EmptyState title="There is no such run.">
          It may have been kept by another installation, or the address is cut short.
        </EmptyState>
      ) : (
        <div className={classes.pad}>
          {error ? (
            <ErrorBox error={error} title="The run could not be loaded." onRetry={() => void refetch()} />
          ) : (
            <SkeletonRows rows={6} what="the run" />
          )}
        </div>
      )}
    </>
  );
}
