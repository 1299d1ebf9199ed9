import { approvalRowSchema, approvalViewSchema, decisionRequestSchema } from '@dayshift/contracts';
import { getApproval } from '@dayshift/store';
import { z } from 'zod';
import { approvalView } from '../approvals/approval-view.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { decideApproval } from '../use-cases/decide-approval.ts';
import { listApprovals } from '../use-cases/list-approvals.ts';
import { byWhom, idParams, pageOf, pageQuery } from './requests.ts';

const tags = ['approvals'];
const reads = { access: { permission: 'approvals:read' } } as const;

export function approvalRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/approvals',
    {
      config: reads,
      schema: {
        tags,
        summary: 'The inbox',
        querystring: pageQuery.extend({
          state: z.enum(['open', 'decided']).default('open'),
          whose: z.enum(['mine', 'others', 'all']).default('all'),
        }),
        response: {
          200: pageOf(approvalRowSchema).extend({ open: z.number(), openForOthers: z.number() }),
        },
      },
    },
    (request) => listApprovals(context, request.query, byWhom(request)),
  );
  app.get(
    '/api/approvals/:id',
    {
      config: reads,
      schema: {
        tags,
        summary: 'One question in full',
        params: idParams,
        response: { 200: approvalViewSchema },
      },
    },
    async ({ params }) =>
      approvalView(context, await getApproval(context.store, context.workspaceId, params.id)),
  );
  app.post(
    '/api/approvals/:id/decision',
    {
      config: { access: { permission: 'approvals:decide' } },
      schema: {
        tags,
        summary: 'Approve, edit and approve, or reject',
        params: idParams,
        body: decisionRequestSchema,
        response: { 200: approvalViewSchema },
      },
    },
    (request) => decideApproval(context, { ...request.body, id: request.params.id, by: byWhom(request) }),
  );
}
