import { type RunView, runViewSchema } from '@dayshift/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { request } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { followRun, type RunStreamState } from './run-stream.ts';

const pollMs = 3_000;

/**
 * One run as it is now. Its picture comes over a stream; while there is none, it is asked for every few seconds, so that
 * the page is never older than that. The stream rests while nobody looks at the tab: browsers allow six in all.
 */
export function useRunLive(runId: string) {
  const client = useQueryClient();
  const [live, setLive] = useState<RunStreamState>('connecting');
  const isVisible = useIsVisible();
  const snapshots = useRef(0);
  const queryKey = queryKeys.run(runId);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = snapshots.current;
      const fetched = await request(runViewSchema, `/runs/${encodeURIComponent(runId)}`, { signal });
      // A picture that came over the stream meanwhile is the newer one.
      return (snapshots.current === before ? undefined : client.getQueryData<RunView>(queryKey)) ?? fetched;
    },
    refetchOnMount: 'always',
    refetchOnWindowFocus: live !== 'live',
    refetchInterval: (state) => (live === 'live' || isOver(state.state.data) ? false : pollMs),
  });
  const isMissing = isApiError(query.error) && query.error.status === 404;
  const isFollowed = isVisible && !isMissing && !isOver(query.data);

  useEffect(() => {
    if (!isFollowed) return undefined;
    return followRun(`/api/runs/${encodeURIComponent(runId)}/live`, {
      onSnapshot: (next) => {
        const before = client.getQueryData<RunView>(queryKeys.run(runId));
        if (!isNews(before, next)) return;
        snapshots.current += 1;
        client.setQueryData(queryKeys.run(runId), next);
      },
      onState: setLive,
    });
  }, [client, isFollowed, runId]);

  return { ...query, live: isOver(query.data) ? ('over' as const) : live };
}

/** The first picture of a stream is the row alone: no news to who has seen the steps, and half a page to who has not. */
export function isNews(before: RunView | undefined, next: RunView): boolean {
  if (next.steps.length > 0) return true;
  return before === undefined
    ? next.run.state === 'starting' || next.run.state === 'working'
    : before.steps.length === 0;
}

const openStates: readonly RunView['run']['state'][] = ['starting', 'working', 'waiting', 'stuck'];
export const isOver = (view: RunView | undefined) =>
  view !== undefined && !openStates.includes(view.run.state);

function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(() => document.visibilityState !== 'hidden');
  useEffect(() => {
    const read = () => setVisible(document.visibilityState !== 'hidden');
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return isVisible;
}
