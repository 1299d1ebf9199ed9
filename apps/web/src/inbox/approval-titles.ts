import type { ApprovalRow } from '@dayshift/contracts';

/**
 * The two lines of a question in a list. A question that only has its step's name would look like every other one of
 * that step; then the run, which says what it is about, comes first.
 */
export function approvalTitles(row: Pick<ApprovalRow, 'title' | 'stepTitle' | 'runTitle'>): {
  title: string;
  detail: string;
} {
  if (row.title !== row.stepTitle || row.runTitle === '')
    return { title: row.title, detail: withoutRepeat(row.runTitle, row.title) };
  return { title: row.runTitle, detail: row.stepTitle };
}

/** "Charged twice, Ada Example" below a question about “Charged twice” leaves Ada Example. */
function withoutRepeat(runTitle: string, title: string): string {
  const comma = runTitle.lastIndexOf(', ');
  return comma > 0 && title.includes(runTitle.slice(0, comma)) ? runTitle.slice(comma + 2) : runTitle;
}
