import {
  type newWorkerSchema,
  workerCardSchema,
  type workerChangeSchema,
  workerViewSchema,
} from '@dayshift/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { dayStart } from './day-start.ts';
import { queryKeys } from './query-keys.ts';

export function useWorkers() {
  return useQuery({
    queryKey: queryKeys.workerList,
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(workerCardSchema) }), '/workers', {
        query: { dayStart: dayStart() },
        signal,
      }),
  });
}

export function useWorker(id: string) {
  return useQuery({
    queryKey: queryKeys.worker(id),
    queryFn: ({ signal }) =>
      request(workerViewSchema, `/workers/${encodeURIComponent(id)}`, {
        query: { dayStart: dayStart() },
        signal,
      }),
  });
}

const withId = z.object({ id: z.string() });

export function useHireWorker() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: z.input<typeof newWorkerSchema> & { idempotencyKey: string }) =>
      request(withId, '/workers', { method: 'POST', body, idempotencyKey }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.workers }),
        client.invalidateQueries({ queryKey: queryKeys.home }),
      ]),
  });
}

export function useChangeWorker(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof workerChangeSchema>) =>
      request(z.unknown(), `/workers/${encodeURIComponent(id)}`, { method: 'PATCH', body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.workers }),
        client.invalidateQueries({ queryKey: queryKeys.home }),
      ]),
  });
}
