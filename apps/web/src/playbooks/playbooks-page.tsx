import type { PlaybookRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { usePlaybooks } from '../api/playbooks.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import table from '../ui/table.module.css';
import { TimeText } from '../ui/time-text.tsx';
import { triggerWords } from './trigger-words.ts';
import { useNewPlaybook } from './use-new-playbook.ts';

/** All playbooks: who runs them, which version, what is open. */
export function PlaybooksPage() {
  const playbooks = usePlaybooks();
  const newPlaybook = useNewPlaybook();
  const items = playbooks.data?.items ?? [];
  const create = (
    <Button
      variant="filled"
      leftSection={<Plus size={16} />}
      onClick={newPlaybook.create}
      loading={newPlaybook.isCreating}
    >
      New playbook
    </Button>
  );
  return (
    <>
      <PageHeader title="Playbooks" actions={create} />
      <PageBody>
        {playbooks.error && (
          <ErrorBox
            error={playbooks.error}
            title="The playbooks could not be loaded."
            onRetry={() => void playbooks.refetch()}
          />
        )}
        {playbooks.isPending && <SkeletonRows what="the playbooks" />}
        {playbooks.data && items.length === 0 && (
          <EmptyState icon={Workflow} title="No playbook yet.">
            A playbook says what a worker does, step by step. Draw one with “New playbook”: it starts empty,
            and nothing runs before you publish it.
          </EmptyState>
        )}
        {items.length > 0 && <PlaybookTable items={items} />}
      </PageBody>
    </>
  );
}

function PlaybookTable({ items }: { items: PlaybookRow[] }) {
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Playbook</th>
            <th data-drop="520" style={{ width: '14%' }}>
              Worker
            </th>
            <th style={{ width: 190 }}>Version</th>
            <th data-drop="760" style={{ width: '20%' }}>
              Starts on
            </th>
            <th data-drop="1000" className={table.number} style={{ width: 80 }}>
              Steps
            </th>
            <th data-drop="520" style={{ width: 150 }}>
              Open runs
            </th>
            <th data-drop="1000" className={table.number} style={{ width: 130 }}>
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((playbook) => (
            <PlaybookLine key={playbook.id} playbook={playbook} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlaybookLine({ playbook }: { playbook: PlaybookRow }) {
  const { id, name, workerId, workerName, publishedVersion, hasUnpublishedChanges, triggers } = playbook;
  const starts = triggers.map(triggerWords).join(', ');
  return (
    <tr>
      <td className={table.main}>
        <Link to="/playbooks/$playbookId" params={{ playbookId: id }} search={{}} title={name}>
          {name}
        </Link>
      </td>
      <td data-drop="520">
        {workerId !== undefined && (
          <Link to="/workers/$workerId" params={{ workerId }}>
            {workerName ?? workerId}
          </Link>
        )}
      </td>
      <td>
        <span className={table.tags}>
          {publishedVersion === 0 ? <StateTag tone="idle">not published</StateTag> : `v${publishedVersion}`}
          {publishedVersion > 0 && hasUnpublishedChanges && <StateTag tone="waits">draft changes</StateTag>}
        </span>
      </td>
      <td data-drop="760" title={starts}>
        {starts === '' ? '–' : starts}
      </td>
      <td data-drop="1000" className={table.number}>
        {playbook.steps}
      </td>
      <td data-drop="520">
        <Link to="/runs" search={{ playbook: id }} className={table.tags}>
          {playbook.openRuns}
          {playbook.stuckRuns > 0 && <StateTag tone="needs">{playbook.stuckRuns} stuck</StateTag>}
        </Link>
      </td>
      <td data-drop="1000" className={table.number}>
        <TimeText at={playbook.changedAt} />
      </td>
    </tr>
  );
}
