import { keptMailRowSchema, keptMailViewSchema, runKeptMailSchema } from '@dayshift/contracts';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { discardKept, listKept, runKept, viewKept } from '../use-cases/kept-mails.ts';
import { byWhom, idParams, pageOf, pageQuery } from './requests.ts';

const mails = { tags: ['kept mail'] };

/** Mail that started no run: read it, run it anyway, discard it. */
export function keptMailRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/kept-mails',
    {
      config: { access: { permission: 'runs:read' } },
      schema: {
        ...mails,
        summary: 'List mails that started no run',
        querystring: pageQuery,
        response: { 200: pageOf(keptMailRowSchema) },
      },
    },
    ({ query }) => listKept(context, query),
  );
  app.get(
    '/api/kept-mails/:id',
    {
      config: { access: { permission: 'runs:read' } },
      schema: { ...mails, summary: 'Read one', params: idParams, response: { 200: keptMailViewSchema } },
    },
    ({ params }) => viewKept(context, params.id),
  );
  app.post(
    '/api/kept-mails/:id/run',
    {
      config: { access: { permission: 'runs:start' } },
      schema: {
        ...mails,
        summary: 'Run it anyway',
        params: idParams,
        body: runKeptMailSchema,
        response: { 201: z.object({ runId: z.string() }) },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await runKept(context, { ...request.params, ...request.body, by: byWhom(request) })),
  );
  app.post(
    '/api/kept-mails/:id/discard',
    {
      config: { access: { permission: 'runs:control' } },
      schema: { ...mails, summary: 'Discard it', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await discardKept(context, { ...request.params, by: byWhom(request) });
      return reply.status(204).send(null);
    },
  );
}
