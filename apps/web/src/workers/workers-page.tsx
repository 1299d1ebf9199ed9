import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useWorkers } from '../api/workers.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import cards from '../ui/worker-card.module.css';
import { WorkerCard } from '../ui/worker-card.tsx';
import { HireDialog } from './hire-dialog.tsx';
import classes from './workers-page.module.css';

/** Everybody who works here. */
export function WorkersPage() {
  const workers = useWorkers();
  const { hire = false } = useSearch({ from: '/shell/workers' });
  const navigate = useNavigate();
  const [showsLeft, setShowsLeft] = useState(false);
  const all = workers.data?.items ?? [];
  const here = all.filter(({ state }) => state !== 'left');
  const left = all.filter(({ state }) => state === 'left');
  const showHire = (isOpen: boolean) =>
    void navigate({ to: '/workers', search: isOpen ? { hire: true } : {}, replace: true });
  return (
    <>
      <PageHeader
        title="Workers"
        actions={
          <Button variant="filled" leftSection={<Plus size={16} />} onClick={() => showHire(true)}>
            Hire a worker
          </Button>
        }
      />
      <PageBody>
        {workers.error && (
          <ErrorBox
            error={workers.error}
            title="The workers could not be loaded."
            onRetry={() => void workers.refetch()}
          />
        )}
        {workers.isPending && <SkeletonRows rows={2} height={138} what="the workers" />}
        {workers.data && here.length === 0 && (
          <EmptyState icon={Users} title="Nobody works here yet.">
            A worker has a name, a role and playbooks. It notices work, does it, and asks you before anything
            consequential.
          </EmptyState>
        )}
        <div className={cards.cards}>
          {here.map((worker) => (
            <WorkerCard key={worker.id} worker={worker} />
          ))}
        </div>
        {left.length > 0 && (
          <section className={classes.left} aria-label="Workers who were let go">
            <button
              type="button"
              className={classes.fold}
              aria-expanded={showsLeft}
              onClick={() => setShowsLeft((before) => !before)}
            >
              {showsLeft ? 'Hide who was let go' : `Let go (${left.length})`}
            </button>
            {showsLeft && (
              <div className={cards.cards}>
                {left.map((worker) => (
                  <WorkerCard key={worker.id} worker={worker} />
                ))}
              </div>
            )}
          </section>
        )}
      </PageBody>
      <HireDialog isOpen={hire} onClose={() => showHire(false)} />
    </>
  );
}
