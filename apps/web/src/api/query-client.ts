import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** What was fetched stays shown while it is fetched again; live events say when that is due. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => isWorthRetrying(error) && failures < 3,
        retryDelay: (attempt) => Math.min(4_000, 300 * 2 ** attempt),
      },
      mutations: { retry: false },
    },
  });
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.isUnreachable || error.status === 429 || error.status >= 502;
}
