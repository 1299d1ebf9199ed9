import type { ApprovalView, DecisionRequest } from '@dayshift/contracts';
import { decisionSchema } from '@dayshift/model';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { create } from 'zustand';
import { ApiError, isApiError } from '../api/api-error.ts';
import { decideApproval, parseApproval } from '../api/approvals.ts';
import { changeCounts } from '../api/counts.ts';
import { queryKeys } from '../api/query-keys.ts';
import { formatClock } from '../ui/format-time.ts';
import { approvalTitles } from './approval-titles.ts';

/** What became of a decision made in this tab. */
export type MadeDecision = {
  approval: ApprovalView;
  request: DecisionRequest;
} & (
  | { state: 'saving' | 'saved' }
  /** It did not arrive, or was not valid; nothing was decided. */
  | { state: 'refused'; error: Error }
  /** The action is another one now; the card shows it. */
  | { state: 'changed' }
  /** Somebody else was first. */
  | { state: 'taken'; words: string }
);

interface Decisions {
  /** By approval id, in the order they were made. */
  made: Record<string, MadeDecision>;
  set: (id: string, decision: MadeDecision | undefined) => void;
}

/** Lives as long as the tab, so that leaving the inbox loses neither a decision under way nor one that failed. */
export const useDecisions = create<Decisions>((set) => ({
  made: {},
  set: (id, decision) =>
    set(({ made: { [id]: _before, ...rest } }) => ({
      made: decision === undefined ? rest : { ...rest, [id]: decision },
    })),
}));

/** Sends a decision; the list moves on at once and the row tells what became of it. */
export function useDecide(
  onChanged: (id: string) => void,
  /** Whether it is one of those that the badge counts. */
  isMine: boolean,
): (approval: ApprovalView, request: DecisionRequest) => void {
  const client = useQueryClient();
  const set = useDecisions((state) => state.set);
  return (approval, request) => {
    const { id } = approval;
    set(id, { approval, request, state: 'saving' });
    const count = (by: number) => {
      if (isMine)
        changeCounts(client, (before) => ({ ...before, waiting: Math.max(0, before.waiting + by) }));
    };
    count(-1);
    decideApproval(id, request)
      .then(
        (decided) => {
          client.setQueryData(queryKeys.approval(id), decided);
          set(id, { approval, request, state: 'saved' });
        },
        (error: unknown) => {
          const outcome = outcomeOf(error, approval, client);
          if (outcome.state === 'changed' || outcome.state === 'refused') {
            count(1);
          }
          set(id, { approval, request, ...outcome });
          if (outcome.state === 'changed') onChanged(id);
          if (outcome.state === 'refused') sayNotSaved(approval, outcome.error);
        },
      )
      .finally(() => {
        void client.invalidateQueries({ queryKey: queryKeys.approvalLists });
        void client.invalidateQueries({ queryKey: queryKeys.approval(id) });
        void client.invalidateQueries({ queryKey: queryKeys.home });
      });
  };
}

/** The card has moved on; the row is marked, and this says so where the person looks now. */
function sayNotSaved(approval: ApprovalView, error: Error): void {
  notifications.show({
    color: 'red',
    title: `Your answer to “${approvalTitles(approval).title}” was not saved.`,
    message: `${error.message} It is still in the list.`,
    autoClose: 12_000,
  });
}

type Outcome = { state: 'refused'; error: Error } | { state: 'changed' } | { state: 'taken'; words: string };

function outcomeOf(error: unknown, approval: ApprovalView, client: QueryClient): Outcome {
  if (isApiError(error, 'APPROVAL_CHANGED')) {
    const changed = parseApproval(error.details);
    if (changed !== undefined) client.setQueryData(queryKeys.approval(approval.id), changed);
    return { state: 'changed' };
  }
  if (isApiError(error, 'APPROVAL_DECIDED')) return { state: 'taken', words: takenWords(error) };
  return { state: 'refused', error: error instanceof Error ? error : new ApiError(0, unknownError) };
}

const unknownError = { code: 'UNKNOWN', message: 'The decision could not be saved.' };
const whoAndWhen = decisionSchema.pick({ by: true, at: true, verdict: true });
const detailsSchema = z.union([
  whoAndWhen,
  z.object({ decision: whoAndWhen }).transform(({ decision }) => decision),
]);

/** "Sam Rivers approved this at 10:40." */
export function takenWords(error: ApiError): string {
  const details = detailsSchema.safeParse(error.details).data;
  if (details === undefined) return error.message;
  const verb = details.verdict === 'approve' ? 'approved' : 'rejected';
  return `${details.by} ${verb} this at ${formatClock(details.at)}. Your answer was not used.`;
}
