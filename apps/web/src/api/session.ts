import { type SessionView, sessionViewSchema } from '@dayshift/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request, setCsrfToken } from './client.ts';
import { queryKeys } from './query-keys.ts';

async function fetchSession(signal: AbortSignal): Promise<SessionView> {
  const session = await request(sessionViewSchema, '/session', { signal });
  setCsrfToken(session.csrfToken);
  return session;
}

/** Who looks, and what this installation runs on. 401 means: not signed in. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: ({ signal }) => fetchSession(signal),
  staleTime: 5 * 60_000,
});

export function useSession() {
  return useQuery(sessionQuery);
}

/** Trades the token of a one-time link for a cookie. */
export async function signIn(token: string): Promise<void> {
  await request(z.unknown(), '/session', { method: 'POST', body: { token } });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request(z.unknown(), '/session', { method: 'DELETE' }),
    onSuccess: () => {
      setCsrfToken(undefined);
      client.clear();
    },
  });
}
