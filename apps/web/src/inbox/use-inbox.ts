import type { ApprovalRow } from '@dayshift/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { type ApprovalList, prefetchApproval, useApprovals } from '../api/approvals.ts';
import { approvalTitles } from './approval-titles.ts';
import { type MadeDecision, useDecisions } from './decisions.ts';

export type InboxTab = ApprovalList;

/** The list of a tab, which of it is selected, and how to move on. */
export function useInbox(tab: InboxTab, approvalId: string | undefined, isPhone: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const made = useDecisions((state) => state.made);
  const list = useApprovals(tab);
  const [announcement, setAnnouncement] = useState('');
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = tab !== 'decided' ? all.filter((row) => isStillOpen(made[row.id])) : all;
  const firstId = rows[0]?.id;

  const select = useCallback(
    (id: string | undefined) => {
      const search = searchOf(tab);
      if (id === undefined) void navigate({ to: '/inbox', search, replace: true });
      else void navigate({ to: '/inbox/$approvalId', params: { approvalId: id }, search, replace: true });
    },
    [navigate, tab],
  );

  // The selection is in the address from the start: a new question at the top must not change the card under a finger.
  useEffect(() => {
    // The list may arrive while another page is being opened: who has left is not called back.
    const isLeaving = !router.latestLocation.pathname.startsWith('/inbox');
    if (approvalId === undefined && firstId !== undefined && !isPhone && !isLeaving) select(firstId);
  }, [approvalId, firstId, isPhone, router, select]);

  const index = rows.findIndex((row) => row.id === approvalId);
  const nextId = rows[index + 1]?.id;
  const previousId = index > 0 ? rows[index - 1]?.id : undefined;
  useEffect(() => {
    for (const id of [nextId, previousId]) if (id !== undefined) prefetchApproval(client, id);
  }, [client, nextId, previousId]);

  return {
    tab,
    rows,
    isLoaded: list.data !== undefined,
    openForOthers: list.data?.pages[0]?.openForOthers ?? 0,
    error: list.error,
    reload: () => void list.refetch(),
    more: list.hasNextPage
      ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
      : undefined,
    selectedId: approvalId,
    /** After the last one the one before it, so that the inbox empties from both ends. */
    afterDecision: nextId ?? previousId,
    nextId: index === -1 ? firstId : nextId,
    previousId,
    select: (id: string | undefined) => {
      select(id);
      if (id !== undefined) {
        setAnnouncement(describe(rows, id));
        focusRow(id);
      }
    },
    say: setAnnouncement,
    titleOf: (id: string | undefined) => titleOf(rows, id),
    marks: Object.fromEntries(
      Object.values(made).flatMap((decision): [string, string][] =>
        decision.state === 'refused'
          ? [[decision.approval.id, 'not saved']]
          : decision.state === 'changed'
            ? [[decision.approval.id, 'changed, look again']]
            : [],
      ),
    ),
    justDecided: Object.values(made)
      .filter((decision) => !isStillOpen(decision))
      .reverse(),
    announcement,
  };
}

/** The tab in the address; one's own questions are the inbox itself. */
export function searchOf(tab: InboxTab): { tab?: 'others' | 'decided' } {
  return tab === 'mine' ? {} : { tab };
}

export type InboxState = ReturnType<typeof useInbox>;

/** True while nothing has been decided here, or the try to decide it did not hold. */
function isStillOpen(decision: MadeDecision | undefined): boolean {
  return decision === undefined || decision.state === 'refused' || decision.state === 'changed';
}

function describe(rows: ApprovalRow[], id: string): string {
  const index = rows.findIndex((row) => row.id === id);
  return index === -1 ? '' : `${titleOf(rows, id)}, ${index + 1} of ${rows.length}`;
}

function titleOf(rows: ApprovalRow[], id: string | undefined): string {
  const row = rows.find((each) => each.id === id);
  return row === undefined ? '' : approvalTitles(row).title;
}

const mostFrames = 30;

/** The focus goes along with the selection, once the row is drawn; a row that has just come back takes some frames. */
export function focusRow(id: string, frame = 0): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-approval="${CSS.escape(id)}"]`);
    if (row === null) {
      if (frame < mostFrames) focusRow(id, frame + 1);
      return;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
}
