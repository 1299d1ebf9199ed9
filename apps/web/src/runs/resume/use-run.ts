import { runViewSchema } from '@dayshift/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';

const load = (runId: string, signal: AbortSignal) =>
  request(runViewSchema, `/runs/${encodeURIComponent(runId)}`, { signal });

/** A run looked at from elsewhere, without following it. */
export function useRun(runId: string) {
  return useQuery({ queryKey: queryKeys.run(runId), queryFn: ({ signal }) => load(runId, signal) });
}

/** The run as it is when the dialog opens: whether there is something new decides what is offered first. */
export function useRunToResume(runId: string) {
  return useQuery({
    queryKey: [...queryKeys.run(runId), 'to-resume'],
    queryFn: ({ signal }) => load(runId, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
