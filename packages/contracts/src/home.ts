import { playbookRestSchema } from '@dayshift/model';
import { z } from 'zod';
import { approvalRowSchema } from './approvals.ts';
import { runRowSchema } from './runs.ts';
import { workerCardSchema } from './workers.ts';

/** GET /api/home?dayStart= (ms, the viewer's midnight). */
export const homeSchema = z.object({
  waiting: z.array(approvalRowSchema),
  /** Questions for the one who looks; those for somebody else are counted apart. */
  waitingCount: z.number(),
  waitingForOthers: z.number(),
  stuck: z.array(runRowSchema),
  stuckCount: z.number(),
  workers: z.array(workerCardSchema),
  finished: z.array(runRowSchema),
  /** Playbooks that take nothing until somebody switches them on. */
  paused: z.array(z.object({ id: z.string(), name: z.string(), rest: playbookRestSchema })),
  today: z.object({
    done: z.number(),
    aloneShare: z.number().optional(),
    costUsd: z.number(),
    budgetUsd: z.number(),
  }),
});
export type Home = z.infer<typeof homeSchema>;

/** GET /api/live (SSE): event `changed` when something in the workspace moved; clients refetch what they show. */
export const workspaceChangeSchema = z.object({
  openApprovals: z.number(),
  stuckRuns: z.number(),
  /** Ids that changed since the last event. */
  runs: z.array(z.string()),
  approvals: z.array(z.string()),
});
export type WorkspaceChange = z.infer<typeof workspaceChangeSchema>;

/** GET /api/deliverables → { items }; GET /api/deliverables/:id adds `content`. */
export const deliverableRowSchema = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  version: z.number(),
  mediaType: z.string(),
  runId: z.string(),
  workerName: z.string().optional(),
  createdAt: z.number(),
});
export type DeliverableRow = z.infer<typeof deliverableRowSchema>;

/** GET /api/audit?cursor= → { items, nextCursor? }, newest first. */
export const auditRowSchema = z.object({
  id: z.string(),
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  summary: z.string(),
  result: z.enum(['done', 'refused']),
});
export type AuditRow = z.infer<typeof auditRowSchema>;
