import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Activity, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { RunsSearch } from '../address/search-params.ts';
import { useRuns } from '../api/runs.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { Key } from '../ui/key.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { isNarrowed, toFilter } from './list/run-filters.ts';
import { RunTable } from './list/run-table.tsx';
import { SameCause } from './list/same-cause.tsx';
import { useListKeys } from './list/use-list-keys.ts';
import { ResumeDialog } from './resume/resume-dialog.tsx';
import classes from './runs-page.module.css';

/** All runs, newest first. */
export function RunsPage() {
  const search = useSearch({ from: '/shell/runs' });
  const navigate = useNavigate();
  const runs = useRuns(toFilter(search));
  const [resumingId, setResumingId] = useState<string>();
  useListKeys();
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: RunsSearch) => void navigate({ to: '/runs', search: next, replace: true });

  return (
    <>
      <PageHeader title="Runs" actions={items.length > 0 && <Legend />} />
      <PageBody>
        <FilterBar search={search} onChange={change} />
        {runs.error && items.length === 0 && (
          <ErrorBox
            error={runs.error}
            title="The runs could not be loaded."
            onRetry={() => void runs.refetch()}
          />
        )}
        {runs.isPending && <SkeletonRows rows={8} height={54} what="the runs" />}
        {runs.data && items.length === 0 && (
          <Nothing isNarrowed={isNarrowed(search)} onShowAll={() => change({})} />
        )}
        {items.length > 0 && (
          <>
            <SameCause runs={items} onResume={setResumingId} />
            <RunTable runs={items} />
            <More
              count={items.length}
              hasMore={runs.hasNextPage}
              isLoading={runs.isFetchingNextPage}
              error={runs.isFetchNextPageError ? runs.error : null}
              onMore={() => void runs.fetchNextPage()}
            />
          </>
        )}
      </PageBody>
      {resumingId !== undefined && (
        <ResumeDialog runId={resumingId} onClose={() => setResumingId(undefined)} />
      )}
    </>
  );
}

function Legend() {
  return (
    <div className={classes.legend}>
      <span>
        <Key>J</Key> <Key>K</Key> move
      </span>
      <span>
        <Key>↵</Key> open
      </span>
    </div>
  );
}

function Nothing({ isNarrowed, onShowAll }: { isNarrowed: boolean; onShowAll: () => void }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title="No run is like that."
        action={<Button onClick={onShowAll}>Show all runs</Button>}
      >
        Nothing that was ever run matches what you narrowed the list by.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="Nothing has run yet."
      action={<Link to="/playbooks">Open a playbook and try it</Link>}
    >
      Every time a mail, a schedule, a webhook or you start a playbook, its run is listed here: where it is,
      what it did, and what it needs.
    </EmptyState>
  );
}

function More({
  count,
  hasMore,
  isLoading,
  error,
  onMore,
}: {
  count: number;
  hasMore: boolean;
  isLoading: boolean;
  error: Error | null;
  onMore: () => void;
}) {
  if (error) return <ErrorBox error={error} title="The next runs could not be loaded." onRetry={onMore} />;
  return (
    <div className={classes.more}>
      <span role="status">
        {count === 1 ? '1 run' : `${count} runs`}
        {hasMore ? ', and older ones' : ''}
      </span>
      {hasMore && (
        <Button onClick={onMore} loading={isLoading}>
          Load older runs
        </Button>
      )}
    </div>
  );
}
