import {
  type letGoSchema,
  lettingGoSchema,
  type newWorkerSchema,
  workerCardSchema,
  type workerChangeSchema,
  workerViewSchema,
} from '@dayshift/contracts';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
    onSuccess: () => renewAll(client),
  });
}

export function useLetWorkerGo(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof letGoSchema>) =>
      request(lettingGoSchema, `/workers/${encodeURIComponent(id)}/let-go`, { method: 'POST', body }),
    onSuccess: () => renewAll(client),
  });
}

export function useTakeWorkerBack(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request(withId, `/workers/${encodeURIComponent(id)}/take-back`, { method: 'POST' }),
    onSuccess: () => renewAll(client),
  });
}

/** Who works here decides what is shown of playbooks and at home, too. */
function renewAll(client: QueryClient) {
  return Promise.all(
    [queryKeys.workers, queryKeys.home, queryKeys.playbooks].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}

export function useChangeWorker(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof workerChangeSchema>) =>
      request(z.object({ wentOn: z.number() }), `/workers/${encodeURIComponent(id)}`, {
        method: 'PATCH',
        body,
      }),
    onSuccess: () => renewAll(client),
  });
}
