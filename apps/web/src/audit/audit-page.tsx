import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import type { AuditSearch } from '../address/search-params.ts';
import { useAudit } from '../api/audit.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import classes from './audit.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { ExportAudit } from './export-audit.tsx';

/** Who did what, workers included, newest first. */
export function AuditPage() {
  const filter = useSearch({ from: '/shell/audit' });
  const navigate = useNavigate();
  const audit = useAudit(filter);
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Object.keys(filter).length > 0;
  const narrow = (next: AuditSearch) => void navigate({ to: '/audit', search: next, replace: true });
  return (
    <>
      <PageHeader
        title="Audit"
        aside={
          <span className={classes.about}>
            Every decision, every effect, every start, and who or what it was
          </span>
        }
        actions={<ExportAudit filter={filter} />}
      />
      <PageBody label="What was recorded">
        <AuditFilters filter={filter} onChange={narrow} />
        {audit.error && (
          <ErrorBox
            error={audit.error}
            title="The audit could not be loaded."
            onRetry={() => void audit.refetch()}
          />
        )}
        {audit.isPending && <SkeletonRows rows={8} what="the audit" />}
        {audit.data && items.length === 0 && !audit.hasNextPage && (
          <EmptyState
            icon={ScrollText}
            title={isNarrowed ? 'Nothing like that.' : 'Nothing has been recorded yet.'}
          >
            {isNarrowed
              ? 'Take something away from what is asked for above.'
              : 'Signing in, publishing, deciding and everything that is sent leaves a line here.'}
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
