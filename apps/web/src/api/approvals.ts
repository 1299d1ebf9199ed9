import {
  type ApprovalView,
  approvalRowSchema,
  approvalViewSchema,
  type DecisionRequest,
} from '@dayshift/contracts';
import { type QueryClient, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const approvalPageSchema = z.object({
  items: z.array(approvalRowSchema),
  nextCursor: z.string().optional(),
  open: z.number(),
  openForOthers: z.number(),
});

/** A list of questions: for the one who looks, for somebody else, or already decided. */
export type ApprovalList = 'mine' | 'others' | 'decided';

/** Questions to people: open ones as they press, decided ones newest first. */
export function useApprovals(list: ApprovalList) {
  const which = list === 'decided' ? { state: 'decided' } : { state: 'open', whose: list };
  return useInfiniteQuery({
    queryKey: queryKeys.approvalList(list),
    queryFn: ({ pageParam, signal }) =>
      request(approvalPageSchema, '/approvals', { query: { ...which, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

function approvalQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.approval(id),
    queryFn: ({ signal }) => request(approvalViewSchema, `/approvals/${encodeURIComponent(id)}`, { signal }),
  });
}

/** `recheckMs` says how soon to ask again, given the newest answer; undefined: not at all. */
export function useApproval(
  id: string | undefined,
  options: { recheckMs?: (newest: ApprovalView | undefined) => number | undefined } = {},
) {
  return useQuery({
    ...approvalQuery(id ?? ''),
    enabled: id !== undefined,
    refetchInterval: (query) => options.recheckMs?.(query.state.data) ?? false,
  });
}

/** Has the next card ready before it is asked for, so that a decision shows it at once. */
export function prefetchApproval(client: QueryClient, id: string): void {
  void client.prefetchQuery(approvalQuery(id));
}

/** Answers an approval. Throws ApiError APPROVAL_CHANGED or APPROVAL_DECIDED when something came in between. */
export function decideApproval(id: string, decision: DecisionRequest): Promise<ApprovalView> {
  return request(approvalViewSchema, `/approvals/${encodeURIComponent(id)}/decision`, {
    method: 'POST',
    body: decision,
    idempotencyKey: decision.decisionId,
  });
}

export function parseApproval(details: unknown): ApprovalView | undefined {
  return approvalViewSchema.safeParse(details).data;
}
