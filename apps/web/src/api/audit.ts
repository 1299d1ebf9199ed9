import { auditRowSchema } from '@dayshift/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { AuditSearch } from '../address/search-params.ts';
import { request, toQueryString } from './client.ts';
import { queryKeys } from './query-keys.ts';

const pageSchema = z.object({ items: z.array(auditRowSchema), nextCursor: z.string().optional() });

export function useAudit(filter: AuditSearch) {
  return useInfiniteQuery({
    queryKey: queryKeys.auditOf(filter),
    queryFn: ({ pageParam, signal }) =>
      request(pageSchema, '/audit', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Where the browser loads the same as a file. */
export function auditFile(filter: AuditSearch, format: 'csv' | 'jsonl'): string {
  return `/api/audit/export${toQueryString({ ...filter, format })}`;
}
