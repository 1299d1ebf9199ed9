import type { DeliverableRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Files, FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useDeliverables } from '../api/deliverables.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './deliverables.module.css';

// The markdown reader is loaded with the first document that is opened.
const DocumentView = lazy(() =>
  import('./document-view.tsx').then((module) => ({ default: module.DocumentView })),
);

/** Documents the workers made: the list on the left, the one that is open on the right. */
export function DeliverablesPage() {
  const deliverables = useDeliverables();
  const { open } = useSearch({ from: '/shell/deliverables' });
  const isNarrow = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false });
  const items = deliverables.data?.pages.flatMap((page) => page.items) ?? [];
  const shownId = open ?? (isNarrow ? undefined : items[0]?.id);
  const isEmpty = deliverables.data !== undefined && items.length === 0;
  return (
    <>
      <PageHeader title="Deliverables" />
      {isEmpty && open === undefined ? (
        <EmptyState
          icon={Files}
          title="No documents yet."
          action={
            <Link to="/playbooks" className={classes.link}>
              Open the playbooks
            </Link>
          }
        >
          Reports, trackers and logs that workers write are kept here, every version of them. A playbook
          writes one with the step “Write deliverable”.
        </EmptyState>
      ) : (
        <div className={classes.split}>
          {!(isNarrow && shownId !== undefined) && (
            <section className={classes.list} aria-label="Documents">
              {deliverables.error && (
                <ErrorBox
                  error={deliverables.error}
                  title="The documents could not be loaded."
                  onRetry={() => void deliverables.refetch()}
                />
              )}
              {deliverables.isPending && <SkeletonRows what="the documents" />}
              <ul>
                {items.map((item) => (
                  <DocumentItem key={item.id} item={item} isSelected={item.id === shownId} />
                ))}
              </ul>
              {deliverables.hasNextPage && (
                <Button
                  fullWidth
                  onClick={() => void deliverables.fetchNextPage()}
                  loading={deliverables.isFetchingNextPage}
                >
                  Load more
                </Button>
              )}
            </section>
          )}
          {shownId !== undefined && (
            <section className={classes.document} aria-label="The document">
              {isNarrow && (
                <Link to="/deliverables" search={{}} className={classes.back}>
                  <ArrowLeft size={16} aria-hidden /> All documents
                </Link>
              )}
              <Suspense fallback={<SkeletonRows rows={1} height={420} what="the document" />}>
                <DocumentView key={shownId} id={shownId} />
              </Suspense>
            </section>
          )}
        </div>
      )}
    </>
  );
}

function DocumentItem({ item, isSelected }: { item: DeliverableRow; isSelected: boolean }) {
  return (
    <li>
      <Link
        to="/deliverables"
        search={{ open: item.id }}
        className={classes.item}
        data-selected={isSelected || undefined}
        aria-current={isSelected ? 'true' : undefined}
      >
        <FileText size={16} aria-hidden />
        <span className={classes.title}>{item.title}</span>
        <span className={classes.when}>
          <TimeText at={item.createdAt} />
        </span>
        <span className={classes.path} title={item.path}>
          {[item.workerName, item.path, `v${item.version}`].filter(Boolean).join(' · ')}
        </span>
      </Link>
    </li>
  );
}
