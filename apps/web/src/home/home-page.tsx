import type { Home } from '@dayshift/contracts';
import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus, Users, Workflow } from 'lucide-react';
import { useHome } from '../api/home.ts';
import { useSession } from '../api/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { formatToday } from '../ui/format-time.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { LoadingWords } from '../ui/skeletons.tsx';
import { useNow } from '../ui/use-now.ts';
import cards from '../ui/worker-card.module.css';
import { WorkerCard } from '../ui/worker-card.tsx';
import { FirstMinutes } from './first-minutes.tsx';
import classes from './home.module.css';
import { homeHeadline, homeSummary } from './home-sentence.ts';
import { JustFinished } from './just-finished.tsx';
import { KeptMails } from './kept-mails.tsx';
import { NeedsYou } from './needs-you.tsx';
import { NotScheduled } from './not-scheduled.tsx';
import { PausedPlaybooks } from './paused-playbooks.tsx';

const shownWorkers = 9;

/** What needs a person, who is working, what was done: in that order. */
export function HomePage() {
  const home = useHome();
  const now = useNow();
  return (
    <>
      <PageHeader
        title="Home"
        aside={<span className={classes.date}>{formatToday(now)}</span>}
        actions={
          <>
            <Button
              className={classes.hire}
              leftSection={<Plus size={16} />}
              renderRoot={(props) => <Link to="/workers" search={{ hire: true }} {...props} />}
            >
              Hire a worker
            </Button>
            <Button
              variant="filled"
              leftSection={<Workflow size={16} />}
              renderRoot={(props) => <Link to="/playbooks" search={{ new: true }} {...props} />}
            >
              New playbook
            </Button>
          </>
        }
      />
      <div className={classes.scroll}>
        <div className={classes.page}>
          {home.error && (
            <ErrorBox
              error={home.error}
              title={home.data ? 'This page may be out of date.' : 'Home could not be loaded.'}
              onRetry={() => void home.refetch()}
            />
          )}
          {home.data ? <HomeContent home={home.data} /> : home.isPending && <HomeSkeleton />}
        </div>
      </div>
    </>
  );
}

function HomeContent({ home }: { home: Home }) {
  const { data: session } = useSession();
  const firstWorker = home.workers[0];
  if (firstWorker === undefined) {
    return (
      <EmptyState
        icon={Users}
        title="Nobody works here yet."
        action={
          <Button
            variant="filled"
            renderRoot={(props) => <Link to="/workers" search={{ hire: true }} {...props} />}
          >
            Hire a worker
          </Button>
        }
      >
        Hire a worker, draw its playbook, and this page shows what it does and what it needs from you.
      </EmptyState>
    );
  }
  const hasNothingYet =
    home.waitingCount + home.waitingForOthers === 0 &&
    home.stuckCount === 0 &&
    home.finished.length === 0 &&
    home.today.done === 0;
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.headline}>
          {hasNothingYet && firstWorker.state === 'working'
            ? `${firstWorker.name} is reading the first mails.`
            : homeHeadline(home)}
        </h2>
        <p className={classes.summary}>
          {hasNothingYet ? 'Nothing has finished yet. This page fills by itself.' : homeSummary(home)}
        </p>
      </div>
      {hasNothingYet && <FirstMinutes worker={firstWorker} session={session} />}
      {home.waitingCount + home.waitingForOthers + home.stuckCount > 0 && <NeedsYou home={home} />}
      {home.keptMailCount !== undefined && home.keptMailCount > 0 && <KeptMails count={home.keptMailCount} />}
      {home.notScheduled !== undefined && home.notScheduled.length > 0 && (
        <NotScheduled playbooks={home.notScheduled} />
      )}
      {home.paused.length > 0 && <PausedPlaybooks paused={home.paused} />}
      <Section
        title="Workers"
        aside={
          home.workers.length > shownWorkers && (
            <Link to="/workers" search={{}} className={classes.asideLink}>
              All {home.workers.length} workers
            </Link>
          )
        }
      >
        <div className={cards.cards}>
          {home.workers.slice(0, shownWorkers).map((worker) => (
            <WorkerCard key={worker.id} worker={worker} />
          ))}
        </div>
      </Section>
      {home.finished.length > 0 && <JustFinished runs={home.finished} />}
    </>
  );
}

function HomeSkeleton() {
  return (
    <LoadingWords what="what happened today">
      <Skeleton height={26} width={340} mb={12} />
      <Skeleton height={14} width={420} mb={30} />
      <Skeleton height={220} radius="lg" mb={28} />
      <div className={cards.cards}>
        <Skeleton height={138} radius="lg" />
        <Skeleton height={138} radius="lg" />
        <Skeleton height={138} radius="lg" />
      </div>
    </LoadingWords>
  );
}
