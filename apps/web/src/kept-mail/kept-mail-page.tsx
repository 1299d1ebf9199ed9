import type { KeptMailRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, MailQuestion } from 'lucide-react';
import { useKeptMails } from '../api/kept-mails.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { ExactText } from '../ui/exact-text.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './kept-mail.module.css';
import { KeptMailView } from './kept-mail-view.tsx';

/** Mail that started no run: the list on the left, the one that is open on the right. */
export function KeptMailPage() {
  const mails = useKeptMails();
  const { open } = useSearch({ from: '/shell/kept-mail' });
  const isNarrow = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false });
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  const shownId = open ?? (isNarrow ? undefined : items[0]?.id);
  return (
    <>
      <PageHeader title="Kept mail" aside="Mail that started no run" />
      {mails.data !== undefined && items.length === 0 && open === undefined ? (
        <EmptyState icon={MailQuestion} title="Nothing was kept.">
          Every mail so far started a run. One that cannot be read, that nobody waits for, or that comes under
          the id of another mail is kept here for you to look at.
        </EmptyState>
      ) : (
        <div className={classes.split}>
          {!(isNarrow && shownId !== undefined) && (
            <section className={classes.list} aria-label="Kept mails">
              {mails.error && (
                <ErrorBox
                  error={mails.error}
                  title="The kept mails could not be loaded."
                  onRetry={() => void mails.refetch()}
                />
              )}
              {mails.isPending && <SkeletonRows what="the kept mails" />}
              <ul>
                {items.map((item) => (
                  <KeptMailItem key={item.id} item={item} isSelected={item.id === shownId} />
                ))}
              </ul>
              {mails.hasNextPage && (
                <Button
                  fullWidth
                  onClick={() => void mails.fetchNextPage()}
                  loading={mails.isFetchingNextPage}
                >
                  Load more
                </Button>
              )}
            </section>
          )}
          {shownId !== undefined && (
            <section className={classes.open} aria-label="The mail">
              {isNarrow && (
                <Link to="/kept-mail" search={{}} className={classes.back}>
                  <ArrowLeft size={16} aria-hidden /> All kept mails
                </Link>
              )}
              <KeptMailView key={shownId} id={shownId} />
            </section>
          )}
        </div>
      )}
    </>
  );
}

function KeptMailItem({ item, isSelected }: { item: KeptMailRow; isSelected: boolean }) {
  const { id, subject, from, reason, receivedAt, handled } = item;
  return (
    <li>
      <Link
        to="/kept-mail"
        search={{ open: id }}
        className={classes.item}
        data-selected={isSelected || undefined}
        data-handled={handled !== undefined || undefined}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span className={classes.title}>
          <ExactText text={subject || 'A mail that cannot be read'} />
        </span>
        <span className={classes.when}>
          <TimeText at={receivedAt} as="span" />
        </span>
        <span className={classes.detail}>
          <ExactText text={from || 'nobody'} />
        </span>
        {handled && (
          <span className={classes.when}>
            <StateTag tone="idle">{handled.as === 'run' ? 'run' : 'discarded'}</StateTag>
          </span>
        )}
        <span className={classes.reason}>
          <ExactText text={reason} />
        </span>
      </Link>
    </li>
  );
}
