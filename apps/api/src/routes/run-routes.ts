import {
  controlRequestSchema,
  correctionSchema,
  resumeChoiceSchema,
  resumedSchema,
  resumePlanSchema,
  resumeRequestSchema,
  runAgainSchema,
  runQuerySchema,
  runRowSchema,
  runStartedSchema,
  runValuesSchema,
  runViewSchema,
  stepPageSchema,
  stepQuerySchema,
  stepViewSchema,
} from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { followRun } from '../live/follow-run.ts';
import type { App } from '../server/build-app.ts';
import { openEventStream } from '../server/event-stream.ts';
import { RequestError } from '../server/request-error.ts';
import { controlRun } from '../use-cases/control-run.ts';
import { listRuns } from '../use-cases/list-runs.ts';
import { listSteps, viewStep } from '../use-cases/list-steps.ts';
import { planResumeOfRun } from '../use-cases/plan-resume-of-run.ts';
import { resumeRun } from '../use-cases/resume-run.ts';
import { runAgain } from '../use-cases/run-again.ts';
import { viewCorrection } from '../use-cases/view-correction.ts';
import { viewRun } from '../use-cases/view-run.ts';
import { viewRunValues } from '../use-cases/view-run-values.ts';
import { byWhom, idempotencyKeyOf, idParams, pageOf } from './requests.ts';

const tags = ['runs'];
/** What is on its way to one page before its news wait. */
const mostUnsent = 64 * 1024;
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
      schema: {
        tags,
        summary: 'One run, live (server-sent events: snapshot, change, end)',
        params: idParams,
      },
    },
    async (request, reply) => {
      // Not found is an answer like any other; only what exists is streamed.
      await getRun(context.store, context.workspaceId, request.params.id);
      const lastId = request.headers['last-event-id'];
      const stream = openEventStream(request, reply);
      try {
        const stop = await followRun(context, {
          runId: request.params.id,
          token: typeof lastId === 'string' ? lastId : undefined,
          sink: {
            picture: (view, token) => stream.send('snapshot', view, token),
            // No id in the middle of a moment: who comes back then needs a whole picture.
            change: (change, token) => stream.send('change', change, token ?? 'partial'),
            end: () => {
              stream.send('end', {});
              stream.end();
            },
            isBusy: () => stream.unsentBytes > mostUnsent,
          },
        });
        stream.onEnd(stop);
      } catch (error) {
        request.log.warn({ err: error }, 'a live view ended');
        stream.end();
      }
    },
  );
  app.get(
    '/api/runs/:id/steps',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Executions of a run, what needs attention first',
        params: idParams,
        querystring: stepQuerySchema,
        response: { 200: stepPageSchema },
      },
    },
    ({ params, query }) => listSteps(context, params.id, query),
  );
  app.get(
    '/api/runs/:id/step',
    {
      config: reads,
      schema: {
        tags,
        summary: 'One execution, whole',
        params: idParams,
        querystring: z.strictObject({ key: z.string().min(1).max(1_000) }),
        response: { 200: stepViewSchema },
      },
    },
    ({ params, query }) => viewStep(context, params.id, query.key),
  );
  app.get(
    '/api/runs/:id/values',
    {
      config: reads,
      schema: {
        tags,
        summary: 'What started a run and what came out of it, whole',
        params: idParams,
        response: { 200: runValuesSchema },
      },
    },
    ({ params }) => viewRunValues(context, params.id),
  );
  app.get(
    '/api/runs/:id/correction',
    {
      config: controls,
      schema: {
        tags,
        summary: 'What of a stuck step may be corrected for this run',
        params: idParams,
        querystring: z.strictObject({ key: z.string().min(1).max(1_000) }),
        response: { 200: correctionSchema },
      },
    },
    ({ params, query }) => viewCorrection(context, { runId: params.id, key: query.key }),
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
