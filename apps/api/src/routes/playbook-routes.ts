import {
  draftSavedSchema,
  newPlaybookSchema,
  playbookChangeSchema,
  playbookDeletionSchema,
  playbookRowSchema,
  playbookStateSchema,
  playbookViewSchema,
  publishedSchema,
  publishSchema,
  restedSchema,
  runStartedSchema,
  samplesQuerySchema,
  samplesSchema,
  saveDraftSchema,
  startRunSchema,
  stepTestSchema,
  versionRowSchema,
  versionViewSchema,
} from '@dayshift/contracts';
import { getPlaybook } from '@dayshift/store';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import type { App } from '../server/build-app.ts';
import { changePlaybook } from '../use-cases/change-playbook.ts';
import { createPlaybook } from '../use-cases/create-playbook.ts';
import { deletePlaybook } from '../use-cases/delete-playbook.ts';
import { duplicatePlaybook } from '../use-cases/duplicate-playbook.ts';
import { listPlaybooks } from '../use-cases/list-playbooks.ts';
import { listVersions, viewVersion } from '../use-cases/list-versions.ts';
import { publishPlaybook } from '../use-cases/publish-playbook.ts';
import { readSamples } from '../use-cases/read-samples.ts';
import { saveDraft } from '../use-cases/save-draft.ts';
import { setPlaybookState } from '../use-cases/set-playbook-state.ts';
import { startManualRun } from '../use-cases/start-manual-run.ts';
import { testStep } from '../use-cases/test-step.ts';
import { byWhom, idempotencyKeyOf, idParams } from './requests.ts';

const tags = ['playbooks'];
const reads = { access: { permission: 'playbooks:read' } } as const;
const writes = { access: { permission: 'playbooks:write' } } as const;
const publishes = { access: { permission: 'playbooks:publish' } } as const;

export function playbookRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/playbooks',
    {
      config: reads,
      schema: {
        tags,
        summary: 'List playbooks',
        response: { 200: z.object({ items: z.array(playbookRowSchema) }) },
      },
    },
    () => listPlaybooks(context),
  );
  app.post(
    '/api/playbooks',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Create a playbook',
        body: newPlaybookSchema,
        response: { 200: playbookViewSchema },
      },
    },
    (request) =>
      createPlaybook(context, {
        ...request.body,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
  app.get(
    '/api/playbooks/:id',
    {
      config: reads,
      schema: {
        tags,
        summary: 'One playbook with its draft',
        params: idParams,
        response: { 200: playbookViewSchema },
      },
    },
    async ({ params }) =>
      playbookView(context, await getPlaybook(context.store, context.workspaceId, params.id)),
  );
  app.patch(
    '/api/playbooks/:id',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Rename, or give to a worker',
        params: idParams,
        body: playbookChangeSchema,
        response: { 200: playbookViewSchema },
      },
    },
    (request) => changePlaybook(context, { id: request.params.id, ...request.body, by: byWhom(request) }),
  );
  app.put(
    '/api/playbooks/:id/state',
    {
      config: publishes,
      schema: {
        tags,
        summary: 'Pause, archive, or take into use again',
        params: idParams,
        body: playbookStateSchema,
        response: { 200: restedSchema },
      },
    },
    (request) => setPlaybookState(context, { id: request.params.id, ...request.body, by: byWhom(request) }),
  );
  app.post(
    '/api/playbooks/:id/duplicate',
    {
      config: writes,
      schema: {
        tags,
        summary: 'A new playbook with the same draft',
        params: idParams,
        response: { 200: playbookViewSchema },
      },
    },
    (request) =>
      duplicatePlaybook(context, {
        id: request.params.id,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
  app.delete(
    '/api/playbooks/:id',
    {
      config: { access: { permission: 'playbooks:delete' } },
      schema: {
        tags,
        summary: 'Delete for good; runs and versions stay readable',
        params: idParams,
        querystring: playbookDeletionSchema,
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    (request) =>
      deletePlaybook(context, { id: request.params.id, name: request.query.name, by: byWhom(request) }),
  );
  app.put(
    '/api/playbooks/:id/draft',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Save the draft',
        params: idParams,
        body: saveDraftSchema,
        response: { 200: draftSavedSchema },
      },
    },
    ({ params, body }) => saveDraft(context, { id: params.id, ...body }),
  );
  app.post(
    '/api/playbooks/:id/publish',
    {
      config: publishes,
      schema: {
        tags,
        summary: 'Publish the draft as the next version',
        params: idParams,
        body: publishSchema,
        response: { 200: publishedSchema },
      },
    },
    (request) => publishPlaybook(context, { id: request.params.id, ...request.body, by: byWhom(request) }),
  );
  app.get(
    '/api/playbooks/:id/versions',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Published versions',
        params: idParams,
        response: { 200: z.object({ items: z.array(versionRowSchema) }) },
      },
    },
    ({ params }) => listVersions(context, params.id),
  );
  app.get(
    '/api/playbooks/:id/versions/:version',
    {
      config: reads,
      schema: {
        tags,
        summary: 'One published version',
        params: idParams.extend({ version: z.coerce.number().int().min(1) }),
        response: { 200: versionViewSchema },
      },
    },
    ({ params }) => viewVersion(context, { playbookId: params.id, version: params.version }),
  );
  app.get(
    '/api/playbooks/:id/samples',
    {
      config: reads,
      schema: {
        tags,
        summary: 'What each node last put out',
        params: idParams,
        querystring: samplesQuerySchema,
        response: { 200: samplesSchema },
      },
    },
    ({ params, query }) => readSamples(context, { playbookId: params.id, runId: query.run }),
  );
  app.post(
    '/api/playbooks/:id/runs',
    {
      config: { access: { permission: 'runs:start' } },
      schema: {
        tags,
        summary: 'Start a run',
        params: idParams,
        body: startRunSchema,
        response: { 200: runStartedSchema },
      },
    },
    (request) =>
      startManualRun(context, {
        playbookId: request.params.id,
        ...request.body,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
  app.post(
    '/api/playbooks/:id/steps/:nodeId/test',
    {
      config: { access: { permission: 'runs:start' } },
      schema: {
        tags,
        summary: 'Test one step of the draft',
        params: idParams.extend({ nodeId: z.string().min(1).max(64) }),
        body: stepTestSchema,
        response: { 200: runStartedSchema },
      },
    },
    (request) =>
      testStep(context, {
        playbookId: request.params.id,
        nodeId: request.params.nodeId,
        ...request.body,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
}
