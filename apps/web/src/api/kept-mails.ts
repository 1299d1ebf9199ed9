import { keptMailRowSchema, keptMailViewSchema } from '@dayshift/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const pageSchema = z.object({ items: z.array(keptMailRowSchema), nextCursor: z.string().optional() });
const renewEveryMs = 30_000;

export function useKeptMails() {
  return useInfiniteQuery({
    queryKey: queryKeys.keptMailList,
    queryFn: ({ pageParam, signal }) =>
      request(pageSchema, '/kept-mails', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: renewEveryMs,
  });
}

export function useKeptMail(id: string) {
  return useQuery({
    queryKey: queryKeys.keptMail(id),
    queryFn: ({ signal }) => request(keptMailViewSchema, path(id), { signal }),
  });
}

/** What a person does with a kept mail; `error` says why the last one did not go through. */
export function useHandleKeptMail(id: string) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<'run' | 'discard'>();
  const [error, setError] = useState<unknown>();
  const act = async <R>(what: 'run' | 'discard', ask: () => Promise<R>): Promise<R | undefined> => {
    setBusy(what);
    setError(undefined);
    try {
      return await ask();
    } catch (reason) {
      setError(reason);
      return undefined;
    } finally {
      setBusy(undefined);
      await client.invalidateQueries({ queryKey: queryKeys.keptMails });
      await client.invalidateQueries({ queryKey: queryKeys.home });
    }
  };
  return {
    busy,
    error,
    run: (trigger: { playbookId: string; nodeId: string }) =>
      act('run', () =>
        request(z.object({ runId: z.string() }), `${path(id)}/run`, { method: 'POST', body: trigger }),
      ),
    discard: () => act('discard', () => request(z.undefined(), `${path(id)}/discard`, { method: 'POST' })),
  };
}

const path = (id: string) => `/kept-mails/${encodeURIComponent(id)}`;
