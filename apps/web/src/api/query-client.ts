import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

/** What was fetched stays shown while it is fetched again; live events say when that is due. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Signed out meanwhile: the shell asks for the session again and leads to the sign-in page.
        const isSession = query.queryKey[0] === queryKeys.session[0];
        if (error instanceof ApiError && error.status === 401 && !isSession) {
          void client.invalidateQueries({ queryKey: queryKeys.session });
        }
      },
    }),
    defaultOptions: {
      queries: {
        // Dayshift runs on this machine or near it: a browser that believes it is offline must still ask.
        networkMode: 'always',
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => isWorthRetrying(error) && failures < 3,
        retryDelay: (attempt) => Math.min(4_000, 300 * 2 ** attempt),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.isUnreachable || error.status === 429 || error.status >= 502;
}
