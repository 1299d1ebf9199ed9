import type { AuditRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { ScrollText } from 'lucide-react';
import { useAudit } from '../api/audit.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import table from '../ui/table.module.css';
import { TimeText } from '../ui/time-text.tsx';

/** Who did what, newest first. Refusals stand out. */
export function AuditPage() {
  const audit = useAudit();
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title="Audit" aside="Every decision, change and effect, and who it was" />
      <PageBody label="What was recorded">
        {audit.error && (
          <ErrorBox
            error={audit.error}
            title="The audit could not be loaded."
            onRetry={() => void audit.refetch()}
          />
        )}
        {audit.isPending && <SkeletonRows rows={8} what="the audit" />}
        {audit.data && items.length === 0 && (
          <EmptyState icon={ScrollText} title="Nothing has been recorded yet.">
            Signing in, publishing, deciding and everything that is sent leaves a line here.
          </EmptyState>
        )}
        {items.length > 0 && <AuditTable items={items} />}
        {audit.hasNextPage && (
          <div>
            <Button onClick={() => void audit.fetchNextPage()} loading={audit.isFetchingNextPage}>
              Load older entries
            </Button>
          </div>
        )}
      </PageBody>
    </>
  );
}

function AuditTable({ items }: { items: AuditRow[] }) {
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th style={{ width: 130 }}>When</th>
            <th data-drop="520" style={{ width: '16%' }}>
              Who
            </th>
            <th>What</th>
            <th data-drop="1000" style={{ width: 190 }}>
              Action
            </th>
            <th style={{ width: 100 }}>Result</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td>
                <TimeText at={entry.at} />
              </td>
              <td data-drop="520" title={entry.actor}>
                {entry.actor}
              </td>
              <td className={table.main} title={entry.summary}>
                {entry.summary}
              </td>
              <td data-drop="1000" style={{ fontFamily: 'var(--mono)', fontSize: 12 }} title={entry.target}>
                {entry.action}
              </td>
              <td>{entry.result === 'refused' ? <StateTag tone="needs">refused</StateTag> : 'done'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
