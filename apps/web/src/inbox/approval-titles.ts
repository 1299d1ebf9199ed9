import type { ApprovalRow } from '@dayshift/contracts';

/**
 * The two lines of a question in a list. A question that only has its step's name would look like every other one of
 * that step; then the run, which says what it is about, comes first.
 */
export function approvalTitles(row: Pick<ApprovalRow, 'title' | 'stepTitle' | 'runTitle'>): {
  title: string;
  detail: string;
} {
  if (row.title !== row.stepTitle || row.runTitle === '') return { title: row.title, detail: row.runTitle };
  return { title: row.runTitle, detail: row.stepTitle };
}
