import type { Run } from './documents.ts';
import type { RunReport } from './run-input.ts';

/** A run's row after a report of its workflow; undefined when the row already knows better. */
export function applyRunReport(row: Run, report: RunReport): Run | undefined {
  if (report.sequence <= row.reportSequence || !row.isOpen) return undefined;
  const isOpen = report.state === 'working' || report.state === 'waiting' || report.state === 'stuck';
  const { currentTitle: _current, ...rest } = row;
  const next: Run = {
    ...rest,
    state: report.state,
    isOpen,
    version: report.version,
    reportSequence: report.sequence,
    changedAt: Math.max(report.at, row.changedAt),
    openApprovals: report.openApprovals,
    stuck: report.stuck,
    cause: causeOf(row.playbookId, report),
    costUsd: report.costUsd,
    hadPerson: row.hadPerson || report.hadPerson,
  };
  if (!isOpen) next.endedAt = report.at;
  if (report.modelTotals) next.modelTotals = report.modelTotals;
  if (report.currentTitle !== undefined) next.currentTitle = report.currentTitle;
  if (report.outcome !== undefined) next.outcome = report.outcome;
  if (report.output !== undefined) next.output = report.output;
  if (report.failure) next.failure = report.failure;
  return next;
}

/** Runs that stand still for one reason share this text. */
export function causeOf(playbookId: string, report: Pick<RunReport, 'stuck' | 'failure' | 'state'>): string {
  const stuck = report.stuck[0];
  if (stuck) return `${playbookId}|${stuck.nodeId}|${stuck.failure.code}`;
  return report.state === 'failed' ? `${playbookId}||${report.failure?.code ?? 'FAILED'}` : '';
}
