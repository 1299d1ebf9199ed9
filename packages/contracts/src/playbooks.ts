import { graphSchema, type Json, playbookRestSchema, problemSchema } from '@dayshift/model';
import { z } from 'zod';

/** GET /api/playbooks → { items }: all but deleted ones. */
export const playbookRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  workerId: z.string().optional(),
  workerName: z.string().optional(),
  publishedVersion: z.number(),
  hasUnpublishedChanges: z.boolean(),
  steps: z.number(),
  triggers: z.array(z.string()),
  openRuns: z.number(),
  stuckRuns: z.number(),
  changedAt: z.number(),
  /** Missing while it is in use. */
  rest: playbookRestSchema.optional(),
  /** Temporal did not take a schedule yet: it does not run by itself at that time. It is tried again. */
  isScheduleMissing: z.boolean().optional(),
});
export type PlaybookRow = z.infer<typeof playbookRowSchema>;

/** POST /api/playbooks. Without a graph it starts empty. */
export const newPlaybookSchema = z.strictObject({
  name: z.string().min(1).max(120),
  workerId: z.string().max(64).optional(),
  graph: graphSchema.optional(),
});

/** GET /api/playbooks/:id. */
export const playbookViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  workerId: z.string().optional(),
  workerName: z.string().optional(),
  draft: graphSchema,
  draftRevision: z.number(),
  draftSavedAt: z.number(),
  publishedVersion: z.number(),
  hasUnpublishedChanges: z.boolean(),
  rest: playbookRestSchema.optional(),
  openRuns: z.number(),
  /** Of the open ones: what arrived while nothing may start, and starts by itself then. */
  heldRuns: z.number(),
  /** Ids of schedule nodes that Temporal did not take yet. */
  schedulesNotSet: z.array(z.string()).optional(),
  /** Where webhooks of this playbook arrive: node id → URL. */
  webhooks: z.record(z.string(), z.string()),
});
export type PlaybookView = z.infer<typeof playbookViewSchema>;

/** PATCH /api/playbooks/:id. `workerId: null` takes it from its worker. */
export const playbookChangeSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  workerId: z.string().max(64).nullable().optional(),
});

/** What becomes of runs that are open when something stops taking work. */
export const openRunsChoiceSchema = z.enum(['go-on', 'cancel']);
export type OpenRunsChoice = z.infer<typeof openRunsChoiceSchema>;

/** PUT /api/playbooks/:id/state → restedSchema. Saying what is so already changes nothing. 409 PLAYBOOK_DELETED. */
export const playbookStateSchema = z.strictObject({
  state: z.enum(['in-use', 'paused', 'archived']),
  openRuns: openRunsChoiceSchema.default('go-on'),
});
export type PlaybookState = z.input<typeof playbookStateSchema>['state'];
export const restedSchema = z.object({
  rest: playbookRestSchema.optional(),
  /** Open runs that were told to stop, and those that still go on. */
  cancelledRuns: z.number(),
  openRuns: z.number(),
  heldRuns: z.number(),
});

/** DELETE /api/playbooks/:id?name=: its name once more. 409 PLAYBOOK_HAS_OPEN_RUNS, 422 NAME_DIFFERS. */
export const playbookDeletionSchema = z.strictObject({ name: z.string().max(120) });

/** PUT /api/playbooks/:id/draft → draftSavedSchema, or 409 DRAFT_CHANGED with details: playbookView. */
export const saveDraftSchema = z.strictObject({ graph: graphSchema, ifRevision: z.number().int().min(1) });
export const draftSavedSchema = z.object({
  draftRevision: z.number(),
  draftSavedAt: z.number(),
  hasUnpublishedChanges: z.boolean(),
});

/** POST /api/playbooks/:id/publish → publishedSchema, or 422 PLAYBOOK_HAS_PROBLEMS with details: { problems }. */
export const publishSchema = z.strictObject({
  ifRevision: z.number().int().min(1),
  note: z.string().max(500).optional(),
});
export const publishedSchema = z.object({
  version: z.number(),
  publishedAt: z.number(),
  problems: z.array(problemSchema),
});

/** GET /api/playbooks/:id/versions → { items }, newest first; `changes` is against the version before. */
export const versionRowSchema = z.object({
  version: z.number(),
  publishedAt: z.number(),
  publishedBy: z.string(),
  note: z.string().optional(),
  changes: z.array(z.string()),
});
export type VersionRow = z.infer<typeof versionRowSchema>;
/** GET /api/playbooks/:id/versions/:version. */
export const versionViewSchema = versionRowSchema.extend({ graph: graphSchema });

/** POST /api/playbooks/:id/runs with an Idempotency-Key → { runId }. `draft` compiles and pins the draft as it is. */
export const startRunSchema = z.strictObject({
  from: z.enum(['draft', 'published']),
  triggerNodeId: z.string().max(64).optional(),
  input: z.custom<Json>((value) => value !== undefined, 'input is missing'),
});
export const runStartedSchema = z.object({ runId: z.string() });

/**
 * POST /api/playbooks/:id/steps/:nodeId/test with an Idempotency-Key → { runId }: a run of one step of the draft, with what
 * the steps before it last gave. 422 STEP_HAS_PROBLEMS (details: { problems }) or STEP_NOT_TESTABLE, 409 SAMPLES_MISSING.
 */
export const stepTestSchema = z.strictObject({
  /** The run whose data is used; else the newest that came by this step. */
  fromRunId: z.string().min(1).max(1_200).optional(),
});

/** GET /api/playbooks/:id/samples?run=: what each node last put out, or put out in that run. */
export const samplesQuerySchema = z.strictObject({ run: z.string().min(1).max(1_200).optional() });

export const samplesSchema = z.object({
  runId: z.string().optional(),
  at: z.number().optional(),
  trigger: z.custom<Json>().optional(),
  /** By node id. */
  outputs: z.record(z.string(), z.custom<Json>()),
});
export type Samples = z.infer<typeof samplesSchema>;
