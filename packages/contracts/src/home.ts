import { playbookRestSchema } from '@dayshift/model';
import { z } from 'zod';
import { approvalRowSchema } from './approvals.ts';
import { runRowSchema } from './runs.ts';
import { costIsSchema, workerCardSchema } from './workers.ts';

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
  /** Mails that started no run and that nobody has looked at. */
  keptMailCount: z.number().optional(),
  /** Playbooks with a schedule that Temporal did not take yet. */
  notScheduled: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  today: z.object({
    done: z.number(),
    aloneShare: z.number().optional(),
    costUsd: z.number(),
    costIs: costIsSchema,
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
  /** More moved than is told here: renew everything. */
  hasMissed: z.boolean().optional(),
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

const auditKindSchema = z.enum(['person', 'effect', 'start']);
/** What a person did, what a worker did to the outside world, or how a run began. */
export type AuditKind = z.infer<typeof auditKindSchema>;
/** `open`: it is under way, or nobody knows what came of it. */
const auditResultSchema = z.enum(['done', 'refused', 'failed', 'open']);

/** GET /api/audit → { items, nextCursor? }, newest first. */
export const auditRowSchema = z.object({
  id: z.string(),
  kind: auditKindSchema,
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  summary: z.string(),
  result: auditResultSchema,
  /** Of an effect: what let it go out. */
  rule: z.string().optional(),
  approvalId: z.string().optional(),
  workerId: z.string().optional(),
  run: z.object({ id: z.string(), title: z.string(), playbook: z.string(), version: z.number() }).optional(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

const auditFilterSchema = z.strictObject({
  kind: auditKindSchema.optional(),
  worker: z.string().max(64).optional(),
  result: auditResultSchema.optional(),
  /** Instants: at or after, and before. */
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
  text: z.string().max(200).optional(),
});
export const auditQuerySchema = auditFilterSchema.extend({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;
/** GET /api/audit/export: the same, all of it, as a file. */
export const auditExportQuerySchema = auditFilterSchema.extend({ format: z.enum(['csv', 'jsonl']) });
export type AuditExportQuery = z.output<typeof auditExportQuerySchema>;
