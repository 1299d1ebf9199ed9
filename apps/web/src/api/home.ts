import { homeSchema } from '@dayshift/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { dayStart } from './day-start.ts';
import { queryKeys } from './query-keys.ts';

export const homeQuery = queryOptions({
  queryKey: queryKeys.home,
  queryFn: ({ signal }) => request(homeSchema, '/home', { query: { dayStart: dayStart() }, signal }),
});

export function useHome() {
  return useQuery(homeQuery);
}
