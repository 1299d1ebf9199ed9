import { type RunView, runValuesSchema } from '@dayshift/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

/** What started a run and what came out of it, whole; undefined while what is too large for the picture is loaded. */
export function useRunValues(view: RunView): Pick<RunView, 'trigger' | 'output'> | undefined {
  const { id, state } = view.run;
  const { data } = useQuery({
    queryKey: [...queryKeys.run(id), 'values', state],
    queryFn: ({ signal }) => request(runValuesSchema, `/runs/${encodeURIComponent(id)}/values`, { signal }),
    enabled: view.cut !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return view.cut === undefined ? view : data;
}
