import {
  type ControlRequest,
  correctionSchema,
  type ResumeChoice,
  type ResumePlan,
  resumedSchema,
  resumePlanSchema,
  resumeRequestSchema,
  runAgainSchema,
  runRowSchema,
  runStartedSchema,
  runViewSchema,
} from '@dayshift/contracts';
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const runPageSchema = z.object({ items: z.array(runRowSchema), nextCursor: z.string().optional() });

/** What the run list can be narrowed by; all parts are optional. Several states are joined with commas. */
export interface RunFilter {
  worker?: string | undefined;
  playbook?: string | undefined;
  state?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  text?: string | undefined;
  limit?: number | undefined;
}

export function useRuns(filter: RunFilter, isEnabled = true) {
  return useInfiniteQuery({
    queryKey: queryKeys.runList(filter),
    queryFn: ({ pageParam, signal }) =>
      request(runPageSchema, '/runs', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
    enabled: isEnabled,
  });
}

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.run(id),
    queryFn: ({ signal }) => request(runViewSchema, runPath(id), { signal }),
  });

export function useRun(id: string) {
  return useQuery(runQuery(id));
}

/** What of a stuck step may be corrected for its run alone; asked for each time, for the step goes on. */
export const correctionQuery = (id: string, key: string) =>
  queryOptions({
    // Not under the run: once it is told, the step is not stuck any more, and asking again would be refused.
    queryKey: ['correction', id, key],
    queryFn: ({ signal }) =>
      request(correctionSchema, `${runPath(id)}/correction`, { query: { key }, signal }),
    gcTime: 0,
    // The form begins with it; another answer would overwrite what is being typed.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Retry, skip, set output, fail or cancel. The same commandId again changes nothing. */
export function controlRun(id: string, control: ControlRequest): Promise<unknown> {
  return request(z.unknown(), `${runPath(id)}/control`, {
    method: 'POST',
    body: control,
    idempotencyKey: control.commandId,
  });
}

export function planResume(id: string, choice: ResumeChoice, signal?: AbortSignal): Promise<ResumePlan> {
  return request(resumePlanSchema, `${runPath(id)}/resume-plan`, {
    method: 'POST',
    body: choice,
    ...(signal === undefined ? {} : { signal }),
  });
}

export function resumeRun(
  id: string,
  body: z.input<typeof resumeRequestSchema>,
  idempotencyKey: string,
): Promise<z.output<typeof resumedSchema>> {
  return request(resumedSchema, `${runPath(id)}/resume`, {
    method: 'POST',
    body: resumeRequestSchema.parse(body),
    idempotencyKey,
  });
}

export function runAgain(
  id: string,
  body: z.input<typeof runAgainSchema>,
  idempotencyKey: string,
): Promise<{ runId: string }> {
  return request(runStartedSchema, `${runPath(id)}/run-again`, {
    method: 'POST',
    body: runAgainSchema.parse(body),
    idempotencyKey,
  });
}

const runPath = (id: string) => `/runs/${encodeURIComponent(id)}`;
