import { homeSchema } from '@dayshift/contracts';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { dayStart } from './day-start.ts';
import { queryKeys } from './query-keys.ts';
import { useSession } from './session.ts';

/** How many questions wait, and how many runs are stuck: the badges and the tab title. */
export interface Counts {
  waiting: number;
  stuck: number;
}

/** Read once; after that live events carry the counts, so that no page has to fetch the whole home page for them. */
export function useCounts(): Counts {
  const { data: session } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.counts,
    queryFn: async ({ client, signal }) => {
      const home = await request(homeSchema, '/home', { query: { dayStart: dayStart() }, signal });
      client.setQueryData(queryKeys.home, home);
      return { waiting: home.waitingCount, stuck: home.stuckCount };
    },
    enabled: session !== undefined,
    staleTime: 60_000,
  });
  return data ?? { waiting: 0, stuck: 0 };
}

export function changeCounts(client: QueryClient, change: (before: Counts) => Counts): void {
  client.setQueryData<Counts>(queryKeys.counts, (before) => (before === undefined ? before : change(before)));
}
