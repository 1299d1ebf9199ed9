import { runViewSchema } from '@dayshift/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** The run as it is when the dialog opens: whether there is something new decides what is offered first. */
export function useRunToResume(runId: string) {
  return useQuery({
    queryKey: [...queryKeys.run(runId), 'to-resume'],
    queryFn: ({ signal }) => request(runViewSchema, `/runs/${encodeURIComponent(runId)}`, { signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
