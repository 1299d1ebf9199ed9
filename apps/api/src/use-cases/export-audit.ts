import type { AuditExportQuery, AuditRow } from '@dayshift/contracts';
import { audit } from '../audit.ts';
import { auditTrail } from '../audit-trail/audit-trail.ts';
import { csvLine } from '../audit-trail/csv-line.ts';
import type { ApiContext } from '../context.ts';
import { filterOf } from './list-audit.ts';

const columns: Record<string, (row: AuditRow) => string> = {
  at: ({ at }) => new Date(at).toISOString(),
  kind: ({ kind }) => kind,
  who: ({ actor }) => actor,
  action: ({ action }) => action,
  what: ({ summary }) => summary,
  result: ({ result }) => result,
  rule: ({ rule = '' }) => rule,
  playbook: ({ run }) => run?.playbook ?? '',
  version: ({ run }) => (run ? String(run.version) : ''),
  run: ({ run }) => run?.id ?? '',
  'run title': ({ run }) => run?.title ?? '',
  target: ({ target }) => target,
  approval: ({ approvalId = '' }) => approvalId,
  id: ({ id }) => id,
};

/** The trail as a file, line by line as it is read. That somebody took it is in the trail too. */
export async function* exportAudit(
  context: ApiContext,
  { format, by, ...query }: AuditExportQuery & { by: string },
): AsyncGenerator<string> {
  await audit(context, {
    actor: by,
    action: 'audit.exported',
    target: 'audit',
    summary: `Exported the audit as ${format === 'csv' ? 'CSV' : 'JSON lines'}.`,
  });
  if (format === 'csv') yield csvLine(Object.keys(columns));
  for await (const { row } of auditTrail(context, filterOf(query))) {
    if (!row) continue;
    yield format === 'csv'
      ? csvLine(Object.values(columns).map((of) => of(row)))
      : `${JSON.stringify(row)}\n`;
  }
}
