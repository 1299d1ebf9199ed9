import { deliverableRowSchema } from '@dayshift/contracts';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const pageSchema = z.object({ items: z.array(deliverableRowSchema) });
const deliverableSchema = deliverableRowSchema.extend({ content: z.string() });

export function useDeliverables() {
  return useQuery({
    queryKey: queryKeys.deliverables,
    queryFn: ({ signal }) => request(pageSchema, '/deliverables', { signal }),
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
