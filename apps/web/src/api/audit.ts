import { auditRowSchema } from '@dayshift/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const pageSchema = z.object({ items: z.array(auditRowSchema), nextCursor: z.string().optional() });

export function useAudit() {
  return useInfiniteQuery({
    queryKey: queryKeys.audit,
    queryFn: ({ pageParam, signal }) =>
      request(pageSchema, '/audit', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}
