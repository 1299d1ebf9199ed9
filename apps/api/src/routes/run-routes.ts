import {
  controlRequestSchema,
  resumeChoiceSchema,
  resumedSchema,
  resumePlanSchema,
  resumeRequestSchema,
  runAgainSchema,
  runQuerySchema,
  runRowSchema,
  runStartedSchema,
  runViewSchema,
} from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { openEventStream } from '../server/event-stream.ts';
import { RequestError } from '../server/request-error.ts';
import { controlRun } from '../use-cases/control-run.ts';
import { followRun } from '../use-cases/follow-run.ts';
import { listRuns } from '../use-cases/list-runs.ts';
import { planResumeOfRun } from '../use-cases/plan-resume-of-run.ts';
import { resumeRun } from '../use-cases/resume-run.ts';
import { runAgain } from '../use-cases/run-again.ts';
import { viewRun } from '../use-cases/view-run.ts';
import { byWhom, idempotencyKeyOf, idParams, pageOf } from './requests.ts';

const tags = ['runs'];
const reads = { access: { permission: 'runs:read' } } as const;
const controls = { access: { permission: 'runs:control' } } as const;

export function runRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/runs',
    {
      config: reads,
      schema: {
        tags,
        summary: 'List runs',
        querystring: runQuerySchema.strict(),
        response: { 200: pageOf(runRowSchema) },
      },
    },
    ({ query }) => listRuns(context, query),
  );
  app.get(
    '/api/runs/:id',
    {
      config: reads,
      schema: { tags, summary: 'One run', params: idParams, response: { 200: runViewSchema } },
    },
    ({ params }) => viewRun(context, params.id),
  );
  app.get(
    '/api/runs/:id/live',
    {
      config: reads,
      schema: { tags, summary: 'One run, live (server-sent events: snapshot, end)', params: idParams },
    },
    async (request, reply) => {
      // Not found is an answer like any other; only what exists is streamed.
      await getRun(context.store, context.workspaceId, request.params.id);
      const lastId = request.headers['last-event-id'];
      const stream = openEventStream(request, reply);
      try {
        await followRun(context, {
          runId: request.params.id,
          stream,
          lastId: typeof lastId === 'string' ? lastId : undefined,
        });
      } catch (error) {
        request.log.warn({ err: error }, 'a live view ended');
        stream.end();
      }
    },
  );
  app.post(
    '/api/runs/:id/control',
    {
      config: controls,
      schema: {
        tags,
        summary: 'Retry, skip, set an output, fail or cancel',
        params: idParams,
        body: controlRequestSchema,
        response: { 200: z.object({ accepted: z.literal(true) }) },
      },
    },
    (request) =>
      controlRun(context, { runId: request.params.id, control: request.body, by: byWhom(request) }),
  );
  app.post(
    '/api/runs/:id/resume-plan',
    {
      config: reads,
      schema: {
        tags,
        summary: 'What resuming would do',
        params: idParams,
        body: resumeChoiceSchema,
        response: { 200: resumePlanSchema },
      },
    },
    async ({ params, body }) =>
      (await planResumeOfRun(context, await getRun(context.store, context.workspaceId, params.id), body))
        .plan,
  );
  app.post(
    '/api/runs/:id/resume',
    {
      config: controls,
      schema: {
        tags,
        summary: 'Resume exactly as planned',
        params: idParams,
        body: resumeRequestSchema,
        response: { 200: resumedSchema },
      },
    },
    (request) => {
      const { digest, alsoRunIds, ...choice } = request.body;
      const idempotencyKey = idempotencyKeyOf(request);
      if (idempotencyKey === undefined)
        throw new RequestError(400, 'IDEMPOTENCY_KEY_MISSING', 'Resuming needs an Idempotency-Key header.', {
          path: 'Idempotency-Key',
          hint: 'Make a random one for each intention.',
        });
      return resumeRun(context, {
        runId: request.params.id,
        choice,
        digest,
        alsoRunIds,
        by: byWhom(request),
        idempotencyKey,
      });
    },
  );
  app.post(
    '/api/runs/:id/run-again',
    {
      config: { access: { permission: 'runs:start' } },
      schema: {
        tags,
        summary: 'A new run with the same input',
        params: idParams,
        body: runAgainSchema,
        response: { 200: runStartedSchema },
      },
    },
    (request) =>
      runAgain(context, {
        runId: request.params.id,
        ...request.body,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
}
