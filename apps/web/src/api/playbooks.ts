import {
  draftSavedSchema,
  type newPlaybookSchema,
  type OpenRunsChoice,
  type PlaybookState,
  type playbookChangeSchema,
  playbookRowSchema,
  playbookViewSchema,
  publishedSchema,
  type publishSchema,
  restedSchema,
  runStartedSchema,
  samplesSchema,
  type saveDraftSchema,
  type startRunSchema,
  type stepTestSchema,
  versionRowSchema,
  versionViewSchema,
} from '@dayshift/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const playbookPath = (id: string) => `/playbooks/${encodeURIComponent(id)}`;

export function usePlaybooks(isEnabled = true) {
  return useQuery({
    queryKey: queryKeys.playbooks,
    queryFn: ({ signal }) => request(listOf(playbookRowSchema), '/playbooks', { signal }),
    enabled: isEnabled,
  });
}

export const playbookQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.playbook(id),
    queryFn: ({ signal }) => request(playbookViewSchema, playbookPath(id), { signal }),
    // The canvas owns the draft while it is open; a refetch on focus would fight with what is being drawn.
    refetchOnWindowFocus: false,
  });

export function usePlaybook(id: string) {
  return useQuery(playbookQuery(id));
}

export function createPlaybook(body: z.input<typeof newPlaybookSchema>, idempotencyKey: string) {
  return request(playbookViewSchema, '/playbooks', { method: 'POST', body, idempotencyKey });
}

export function changePlaybook(id: string, body: z.input<typeof playbookChangeSchema>) {
  return request(playbookViewSchema, playbookPath(id), { method: 'PATCH', body });
}

/** Pauses, archives, or takes into use again. */
export function setPlaybookState(id: string, body: { state: PlaybookState; openRuns?: OpenRunsChoice }) {
  return request(restedSchema, `${playbookPath(id)}/state`, { method: 'PUT', body });
}

export function duplicatePlaybook(id: string, idempotencyKey: string) {
  return request(playbookViewSchema, `${playbookPath(id)}/duplicate`, { method: 'POST', idempotencyKey });
}

/** Throws ApiError PLAYBOOK_HAS_OPEN_RUNS while something of it is under way. */
export function deletePlaybook(id: string, name: string) {
  return request(z.object({ id: z.string() }), playbookPath(id), { method: 'DELETE', query: { name } });
}

/** Throws ApiError DRAFT_CHANGED (details: the playbook as it is now) when another tab saved meanwhile. */
export function saveDraft(
  id: string,
  body: z.input<typeof saveDraftSchema>,
  options: { isLeaving?: boolean } = {},
) {
  return request(draftSavedSchema, `${playbookPath(id)}/draft`, {
    method: 'PUT',
    body,
    keepalive: options.isLeaving === true,
  });
}

/** Throws ApiError PLAYBOOK_HAS_PROBLEMS (details: { problems }). */
export function publishPlaybook(id: string, body: z.input<typeof publishSchema>, idempotencyKey: string) {
  return request(publishedSchema, `${playbookPath(id)}/publish`, { method: 'POST', body, idempotencyKey });
}

export function useVersions(id: string, isEnabled = true) {
  return useQuery({
    queryKey: queryKeys.versions(id),
    queryFn: ({ signal }) => request(listOf(versionRowSchema), `${playbookPath(id)}/versions`, { signal }),
    enabled: isEnabled,
  });
}

export function useVersion(id: string, version: number | undefined) {
  return useQuery({
    queryKey: queryKeys.version(id, version ?? 0),
    queryFn: ({ signal }) =>
      request(versionViewSchema, `${playbookPath(id)}/versions/${version}`, { signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY, // a published version never changes
  });
}

/** What each node last put out, or put out in one run. */
export function useSamples(id: string, runId?: string) {
  return useQuery({
    queryKey: [...queryKeys.samples(id), runId],
    queryFn: ({ signal }) =>
      request(samplesSchema, `${playbookPath(id)}/samples`, { query: { run: runId }, signal }),
  });
}

/** A run of one step of the draft; see `stepTestSchema` for what may be refused. */
export function testStep(
  id: string,
  nodeId: string,
  body: z.input<typeof stepTestSchema>,
  idempotencyKey: string,
) {
  const path = `${playbookPath(id)}/steps/${encodeURIComponent(nodeId)}/test`;
  return request(runStartedSchema, path, { method: 'POST', body, idempotencyKey });
}

export function startRun(id: string, body: z.input<typeof startRunSchema>, idempotencyKey: string) {
  return request(runStartedSchema, `${playbookPath(id)}/runs`, { method: 'POST', body, idempotencyKey });
}
