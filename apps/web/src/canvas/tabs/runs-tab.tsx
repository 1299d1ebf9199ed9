import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Activity } from 'lucide-react';
import { useRuns } from '../../api/runs.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { formatDuration } from '../../ui/format-time.ts';
import { Row, Rows, RowText } from '../../ui/row.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { RunStateTag } from '../../ui/state-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { runLine } from '../../words/run-line.ts';

/** The runs of this playbook, newest first. */
export function RunsTab({ playbookId, onTry }: { playbookId: string; onTry: () => void }) {
  const runs = useRuns({ playbook: playbookId });
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  if (runs.isPending)
    return (
      <Padded>
        <SkeletonRows what="runs" />
      </Padded>
    );
  if (runs.error && items.length === 0) {
    return (
      <Padded>
        <ErrorBox error={runs.error} onRetry={() => void runs.refetch()} />
      </Padded>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={Activity} title="No runs yet." action={<Button onClick={onTry}>Try it</Button>}>
        Every run of this playbook will be listed here, with what it did and what it waits for.
      </EmptyState>
    );
  }
  return (
    <Padded>
      <Rows label="Runs of this playbook">
        {items.map((run) => (
          <Row key={run.id} columns="minmax(0, 1fr) 130px 90px 110px 90px">
            <Link to="/runs/$runId" params={{ runId: run.id }} search={{}}>
              <RowText title={run.title} detail={runLine(run)} />
            </Link>
            <RunStateTag state={run.state} />
            <span>{run.version === 0 ? 'draft' : `v${run.version}`}</span>
            <TimeText at={run.startedAt} />
            <span style={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
              {run.endedAt === undefined ? '' : formatDuration(run.endedAt - run.startedAt)}
            </span>
          </Row>
        ))}
      </Rows>
      {runs.hasNextPage && (
        <Button mt={12} loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </Padded>
  );
}

function Padded({ children }: { children: React.ReactNode }) {
  return <div style={{ padding: 18, maxWidth: 1100 }}>{children}</div>;
}
