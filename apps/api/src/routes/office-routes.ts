import { Readable } from 'node:stream';
import {
  auditExportQuerySchema,
  auditQuerySchema,
  auditRowSchema,
  deliverableRowSchema,
  homeSchema,
  letGoSchema,
  lettingGoSchema,
  liveQuerySchema,
  newWorkerSchema,
  workerCardSchema,
  workerChangeSchema,
  workerViewSchema,
} from '@dayshift/contracts';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { followLive } from '../live/follow-live.ts';
import { permissionsOf } from '../server/access.ts';
import type { App } from '../server/build-app.ts';
import { openEventStream } from '../server/event-stream.ts';
import { sessionOf } from '../server/session-of.ts';
import { changeWorker } from '../use-cases/change-worker.ts';
import { exportAudit } from '../use-cases/export-audit.ts';
import { hireWorker } from '../use-cases/hire-worker.ts';
import { letWorkerGo, takeWorkerBack } from '../use-cases/let-worker-go.ts';
import { listAudit } from '../use-cases/list-audit.ts';
import { listDeliverables, viewDeliverable } from '../use-cases/list-deliverables.ts';
import { listWorkers } from '../use-cases/list-workers.ts';
import { viewHome } from '../use-cases/view-home.ts';
import { viewWorker } from '../use-cases/view-worker.ts';
import { byWhom, dayQuery, dayStartOf, idempotencyKeyOf, idParams, pageOf, pageQuery } from './requests.ts';

const workers = { tags: ['workers'] };
const readsWorkers = { access: { permission: 'workers:read' } } as const;
const writesWorkers = { access: { permission: 'workers:write' } } as const;
const readsDeliverables = { access: { permission: 'deliverables:read' } } as const;

/** Home, workers, deliverables, audit, and what moved. */
export function officeRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/home',
    {
      config: readsWorkers,
      schema: { ...workers, summary: 'The first page', querystring: dayQuery, response: { 200: homeSchema } },
    },
    (request) => viewHome(context, dayStartOf(request.query, context.now()), byWhom(request)),
  );
  app.get(
    '/api/live',
    {
      config: readsWorkers,
      schema: {
        ...workers,
        summary:
          'What moved, and runs (server-sent events: changed, run, run-change, run-end, run-refused, beat)',
        querystring: liveQuerySchema,
      },
    },
    async (request, reply) => {
      const { since, run } = request.query;
      const lastId = request.headers['last-event-id'];
      const session = sessionOf(request);
      const stream = openEventStream(request, reply);
      followLive(context, stream, {
        since: since ?? (typeof lastId === 'string' ? lastId : undefined),
        runs: run,
        user: byWhom(request),
        sessionId: session.id,
        mayReadRuns: permissionsOf(session).has('runs:read'),
      });
    },
  );
  app.get(
    '/api/workers',
    {
      config: readsWorkers,
      schema: {
        ...workers,
        summary: 'List workers',
        querystring: dayQuery,
        response: { 200: z.object({ items: z.array(workerCardSchema) }) },
      },
    },
    ({ query }) => listWorkers(context, dayStartOf(query, context.now())),
  );
  app.post(
    '/api/workers',
    {
      config: writesWorkers,
      schema: {
        ...workers,
        summary: 'Hire a worker',
        body: newWorkerSchema,
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    (request) =>
      hireWorker(context, {
        ...request.body,
        by: byWhom(request),
        idempotencyKey: idempotencyKeyOf(request),
      }),
  );
  app.get(
    '/api/workers/:id',
    {
      config: readsWorkers,
      schema: {
        ...workers,
        summary: 'One worker',
        params: idParams,
        querystring: dayQuery,
        response: { 200: workerViewSchema },
      },
    },
    ({ params, query }) => viewWorker(context, params.id, dayStartOf(query, context.now())),
  );
  app.patch(
    '/api/workers/:id',
    {
      config: writesWorkers,
      schema: {
        ...workers,
        summary: 'Send home or back, change who it is and what it may spend',
        params: idParams,
        body: workerChangeSchema,
        response: { 200: z.object({ id: z.string(), wentOn: z.number() }) },
      },
    },
    (request) => changeWorker(context, { ...request.body, id: request.params.id, by: byWhom(request) }),
  );
  app.post(
    '/api/workers/:id/let-go',
    {
      config: writesWorkers,
      schema: {
        ...workers,
        summary: 'Let a worker go',
        params: idParams,
        body: letGoSchema,
        response: { 200: lettingGoSchema },
      },
    },
    (request) => letWorkerGo(context, { ...request.body, id: request.params.id, by: byWhom(request) }),
  );
  app.post(
    '/api/workers/:id/take-back',
    {
      config: writesWorkers,
      schema: {
        ...workers,
        summary: 'Take a worker back who was let go',
        params: idParams,
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    (request) => takeWorkerBack(context, { id: request.params.id, by: byWhom(request) }),
  );
  app.get(
    '/api/deliverables',
    {
      config: readsDeliverables,
      schema: {
        tags: ['deliverables'],
        summary: 'List deliverables',
        querystring: pageQuery,
        response: { 200: pageOf(deliverableRowSchema) },
      },
    },
    ({ query }) => listDeliverables(context, query),
  );
  app.get(
    '/api/deliverables/:id',
    {
      config: readsDeliverables,
      schema: {
        tags: ['deliverables'],
        summary: 'One deliverable with its content',
        params: idParams,
        response: { 200: deliverableRowSchema.extend({ content: z.string() }) },
      },
    },
    ({ params }) => viewDeliverable(context, params.id),
  );
  app.get(
    '/api/audit',
    {
      config: { access: { permission: 'audit:read' } },
      schema: {
        tags: ['audit'],
        summary: 'Who and what did what',
        querystring: auditQuerySchema,
        response: { 200: pageOf(auditRowSchema) },
      },
    },
    ({ query }) => listAudit(context, query),
  );
  app.get(
    '/api/audit/export',
    {
      config: { access: { permission: 'audit:export' } },
      schema: {
        tags: ['audit'],
        summary: 'The audit as a file, CSV or JSON lines',
        querystring: auditExportQuerySchema,
      },
    },
    (request, reply) => {
      const { format } = request.query;
      const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson';
      const lines = exportAudit(context, { ...request.query, by: byWhom(request) });
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="audit.${format}"`)
        .send(Readable.from(lines));
    },
  );
}
