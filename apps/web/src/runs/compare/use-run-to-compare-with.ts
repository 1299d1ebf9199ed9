import type { RunRow, RunView } from '@dayshift/contracts';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { runQuery } from '../../api/runs.ts';
import { compareRuns, wayTogether } from './compare-runs.ts';

/** Others that are looked at: each is a whole run. */
const mostLookedAt = 5;

/**
 * The run that tells most beside this one: of the newest that ended well, the one that went the same way longest. Undefined
 * while they are loaded, and where there is none.
 */
export function useRunToCompareWith(
  view: RunView,
  others: readonly RunRow[],
  isAsked: boolean,
): string | undefined {
  const candidates = candidatesOf(others);
  // Made once per answer, not per render: each candidate is compared as a whole.
  const combine = useCallback(
    (found: UseQueryResult<RunView>[]) => ({
      isPending: found.some(({ isPending }) => isPending),
      closestId: closestOf(
        view,
        found.flatMap(({ data }) => (data ? [data] : [])),
      )?.run.id,
    }),
    [view],
  );
  const { isPending, closestId } = useQueries({
    queries: candidates.map(({ id }) => ({ ...runQuery(id), enabled: isAsked })),
    combine,
  });
  return !isAsked || isPending ? undefined : (closestId ?? candidates[0]?.id);
}

/** Newest first: what ended well on a published version, else in a try, else whatever there is. */
export function candidatesOf(others: readonly RunRow[]): readonly RunRow[] {
  const done = others.filter(({ state }) => state === 'done');
  const published = done.filter(({ version }) => version > 0);
  const best = published.length > 0 ? published : done.length > 0 ? done : others;
  return best.slice(0, mostLookedAt);
}

/** The first of those that went the same way longest. */
export function closestOf(view: RunView, views: readonly RunView[]): RunView | undefined {
  const ranked = views.map((each) => ({ each, together: wayTogether(compareRuns(view, each)) }));
  const longest = Math.max(...ranked.map(({ together }) => together));
  return ranked.find(({ together }) => together === longest)?.each;
}
