import { useMediaQuery } from '@mantine/hooks';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Inbox } from 'lucide-react';
import { useCounts } from '../api/counts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { HeaderTab, PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { ApprovalList } from './approval-list.tsx';
import classes from './inbox.module.css';
import { JustDecided } from './just-decided.tsx';
import { KeyLegend } from './key-legend.tsx';
import { SelectedApproval } from './selected-approval.tsx';
import { type InboxTab, useInbox } from './use-inbox.ts';

/** Everything that waits for a person: the list on the left, the whole question on the right. */
export function InboxPage() {
  const search = useSearch({ from: '/shell/inbox' });
  const { approvalId } = useParams({ strict: false });
  const tab: InboxTab = search.tab ?? 'mine';
  const isPhone = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const inbox = useInbox(tab, approvalId, isPhone);
  const counts = useCounts();
  const showsList = !isPhone || approvalId === undefined;
  const showsCard = !isPhone || approvalId !== undefined;

  return (
    <>
      <PageHeader
        title="Inbox"
        aside={counts.waiting > 0 && <StateTag tone="waits">{counts.waiting} open</StateTag>}
        tabs={
          <nav className={classes.tabs} aria-label="Inbox">
            <HeaderTab to="/inbox" search={{}} isActive={tab === 'mine'}>
              Mine
            </HeaderTab>
            <HeaderTab to="/inbox" search={{ tab: 'others' }} isActive={tab === 'others'}>
              Others’
              {inbox.openForOthers > 0 && <span className={classes.count}>{inbox.openForOthers}</span>}
            </HeaderTab>
            <HeaderTab to="/inbox" search={{ tab: 'decided' }} isActive={tab === 'decided'}>
              Decided
            </HeaderTab>
          </nav>
        }
        actions={tab !== 'decided' && <KeyLegend />}
      />
      <div className={classes.split}>
        {showsList && (
          <section className={classes.listPane} aria-label={words[tab].pane}>
            <InboxList inbox={inbox} tab={tab} />
          </section>
        )}
        {showsCard && (
          <section className={classes.cardPane} aria-label="The question">
            {isPhone && (
              <Link to="/inbox" search={search} className={classes.back}>
                <ArrowLeft size={16} aria-hidden /> All questions
              </Link>
            )}
            {inbox.selectedId !== undefined && (
              <SelectedApproval key={inbox.selectedId} id={inbox.selectedId} inbox={inbox} />
            )}
            {inbox.selectedId === undefined && inbox.isLoaded && inbox.rows.length === 0 && (
              <EmptyInbox tab={tab} />
            )}
          </section>
        )}
      </div>
      <div role="status" className="only-heard">
        {inbox.announcement}
      </div>
    </>
  );
}

const words: Record<InboxTab, { pane: string; list: string; none: string }> = {
  mine: {
    pane: 'Open questions',
    list: 'Open, what presses first, then the oldest',
    none: 'Nothing waits for you.',
  },
  others: {
    pane: 'Open questions for somebody else',
    list: 'For somebody else, what presses first, then the oldest',
    none: 'Nothing waits for anybody else.',
  },
  decided: {
    pane: 'Decided questions',
    list: 'Decided, newest first',
    none: 'Nothing has been decided yet.',
  },
};

function InboxList({ inbox, tab }: { inbox: ReturnType<typeof useInbox>; tab: InboxTab }) {
  if (inbox.error !== null && !inbox.isLoaded) {
    return (
      <div className={classes.pad}>
        <ErrorBox error={inbox.error} title="The inbox could not be loaded." onRetry={inbox.reload} />
      </div>
    );
  }
  if (!inbox.isLoaded) {
    return (
      <div className={classes.pad}>
        <SkeletonRows rows={5} height={54} what="what waits for you" />
      </div>
    );
  }
  return (
    <>
      {inbox.rows.length === 0 && <p className={classes.none}>{words[tab].none}</p>}
      <ApprovalList
        rows={inbox.rows}
        selectedId={inbox.selectedId}
        tab={tab}
        marks={inbox.marks}
        more={inbox.more}
        label={words[tab].list}
      />
      {tab !== 'decided' && <JustDecided decisions={inbox.justDecided} selectedId={inbox.selectedId} />}
    </>
  );
}

function EmptyInbox({ tab }: { tab: InboxTab }) {
  if (tab === 'decided') {
    return (
      <EmptyState icon={Inbox} title="No decisions yet.">
        Every answer stays here, with who gave it, when, and what came of it.
      </EmptyState>
    );
  }
  if (tab === 'others') {
    return (
      <EmptyState icon={Inbox} title="Nothing waits for anybody else.">
        Questions that a playbook puts to another person, such as “Support lead”, stand here. If that is you
        too, say so in the settings under “Questions and mail to you”.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing waits for you."
      action={
        <Link to="/runs" search={{}}>
          See what is running
        </Link>
      }
    >
      When a worker wants to do something that is not its own to decide, the question appears here by itself,
      with exactly what would be sent.
    </EmptyState>
  );
}
