import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import type { PlaybooksSearch } from '../address/search-params.ts';
import { usePlaybooks } from '../api/playbooks.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { NewPlaybookDialog } from './new-playbook-dialog.tsx';
import { PlaybookTable } from './playbook-table.tsx';
import classes from './playbooks-page.module.css';

/** All playbooks: who runs them, which version, what is open. What was put away is a press further. */
export function PlaybooksPage() {
  const playbooks = usePlaybooks();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/playbooks' });
  const show = (next: PlaybooksSearch) => void navigate({ to: '/playbooks', search: next, replace: true });
  const all = playbooks.data?.items ?? [];
  const inUse = all.filter(({ rest }) => rest?.state !== 'archived');
  const archived = all.filter(({ rest }) => rest?.state === 'archived');
  return (
    <>
      <PageHeader
        title="Playbooks"
        actions={
          <Button
            variant="filled"
            leftSection={<Plus size={16} />}
            onClick={() => show({ ...search, new: true })}
          >
            New playbook
          </Button>
        }
      />
      <PageBody>
        {playbooks.error && (
          <ErrorBox
            error={playbooks.error}
            title="The playbooks could not be loaded."
            onRetry={() => void playbooks.refetch()}
          />
        )}
        {playbooks.isPending && <SkeletonRows what="the playbooks" />}
        {playbooks.data && inUse.length === 0 && (
          <EmptyState
            icon={Workflow}
            title={archived.length === 0 ? 'No playbook yet.' : 'No playbook in use.'}
          >
            A playbook says what a worker does, step by step. Draw one with “New playbook”: it starts empty,
            and nothing runs before you publish it.
          </EmptyState>
        )}
        {inUse.length > 0 && <PlaybookTable items={inUse} label="Playbooks" />}
        {archived.length > 0 && (
          <section className={classes.archived} aria-label="Archived playbooks">
            <button
              type="button"
              className={classes.fold}
              aria-expanded={search.archived === true}
              onClick={() => show(search.archived ? {} : { archived: true })}
            >
              {search.archived ? 'Hide what is archived' : `Archived (${archived.length})`}
            </button>
            {search.archived && <PlaybookTable items={archived} label="Archived playbooks" />}
          </section>
        )}
      </PageBody>
      <NewPlaybookDialog
        isOpen={search.new === true}
        workerId={search.worker}
        onClose={() => show(search.archived ? { archived: true } : {})}
      />
    </>
  );
}
