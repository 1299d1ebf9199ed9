import { deliverableRowSchema } from '@dayshift/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const pageSchema = z.object({ items: z.array(deliverableRowSchema), nextCursor: z.string().optional() });
const deliverableSchema = deliverableRowSchema.extend({ content: z.string() });

export function useDeliverables() {
  return useInfiniteQuery({
    queryKey: queryKeys.deliverableList,
    queryFn: ({ pageParam, signal }) =>
      request(pageSchema, '/deliverables', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useDeliverable(id: string | undefined) {
  return useQuery({
    queryKey: queryKeys.deliverable(id ?? ''),
    queryFn: ({ signal }) =>
      request(deliverableSchema, `/deliverables/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
  });
}
