import { type RunView, runViewSchema } from '@dayshift/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { request } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFollowedRun } from '../../api/use-followed-run.ts';

const pollMs = 3_000;

/**
 * One run as it is now. Its news come over the browser's live line; while there is none, it is asked for every few seconds, so
 * that the page is never older than that.
 */
export function useRunLive(runId: string) {
  const client = useQueryClient();
  const pictures = useRef(0);
  const queryKey = queryKeys.run(runId);
  const known = client.getQueryData<RunView>(queryKey);
  const { error } = client.getQueryState(queryKey) ?? {};
  const isMissing = isApiError(error) && error.status === 404;
  const onView = useCallback(
    (next: RunView) => {
      const before = client.getQueryData<RunView>(queryKeys.run(runId));
      if (!isNews(before, next)) return;
      pictures.current += 1;
      client.setQueryData(queryKeys.run(runId), next);
    },
    [client, runId],
  );
  const followed = useFollowedRun(isMissing || isOver(known) ? undefined : runId, onView);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = pictures.current;
      const fetched = await request(runViewSchema, `/runs/${encodeURIComponent(runId)}`, { signal });
      // A picture that came over the line meanwhile is the newer one.
      return (pictures.current === before ? undefined : client.getQueryData<RunView>(queryKey)) ?? fetched;
    },
    refetchOnMount: 'always',
    refetchOnWindowFocus: followed !== 'live',
    refetchInterval: (state) => (followed === 'live' || isOver(state.state.data) ? false : pollMs),
  });
  return { ...query, live: isOver(query.data) ? ('over' as const) : followed };
}

/** The first picture of a line is the row alone: no news to who has seen the steps, and half a page to who has not. */
export function isNews(before: RunView | undefined, next: RunView): boolean {
  if (next.stepCount > 0) return true;
  return before === undefined
    ? next.run.state === 'starting' || next.run.state === 'working'
    : before.stepCount === 0;
}

const openStates: readonly RunView['run']['state'][] = ['starting', 'working', 'waiting', 'stuck'];
export const isOver = (view: RunView | undefined) =>
  view !== undefined && !openStates.includes(view.run.state);
