import {
  failureSchema,
  graphSchema,
  type Json,
  modelTotalsSchema,
  modelUsageSchema,
  repairVerbs,
  runStateSchema,
} from '@dayshift/model';
import { z } from 'zod';

/** GET /api/runs?worker=&playbook=&state=&from=&to=&text=&cursor=&limit= → { items, nextCursor? }, newest first. */
export const runRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  playbookId: z.string(),
  playbookName: z.string(),
  version: z.number(),
  workerId: z.string().optional(),
  workerName: z.string().optional(),
  state: runStateSchema,
  triggerType: z.string(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  changedAt: z.number(),
  outcome: z.string().optional(),
  currentTitle: z.string().optional(),
  /** The first incident, in one line. */
  trouble: z
    .object({ nodeId: z.string(), title: z.string(), message: z.string(), code: z.string() })
    .optional(),
  openApprovals: z.number(),
  costUsd: z.number(),
  /** What it took of models; missing when it asked none. Calls without a price are not in `costUsd`. */
  modelTotals: modelTotalsSchema.optional(),
  /** Other runs stuck or failed for the same reason. */
  sameCause: z.number(),
});
export type RunRow = z.infer<typeof runRowSchema>;

export const runQuerySchema = z.object({
  worker: z.string().max(64).optional(),
  playbook: z.string().max(64).optional(),
  /** One or several, separated by commas. */
  state: z.string().max(200).optional(),
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
  text: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const attemptSchema = z.object({
  number: z.number(),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  failure: failureSchema.optional(),
});

export const stepStatusSchema = z.enum([
  'running',
  'sleeping',
  'asking',
  'stuck',
  'done',
  'skipped',
  'failed',
  'cancelled',
]);

/** One step of a run as the viewer sees it; `key` is the instance key. */
export const stepViewSchema = z.object({
  key: z.string(),
  stepId: z.string(),
  nodeId: z.string(),
  title: z.string(),
  kind: z.string(),
  path: z.string(),
  generation: z.number(),
  status: stepStatusSchema,
  port: z.string().optional(),
  operation: z.string().optional(),
  input: z.custom<Json>().optional(),
  output: z.custom<Json>().optional(),
  failure: failureSchema.optional(),
  attempts: z.array(attemptSchema),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  dueAt: z.number().optional(),
  costUsd: z.number().optional(),
  usage: modelUsageSchema.optional(),
  approvalId: z.string().optional(),
  isReused: z.boolean(),
  isOverridden: z.boolean(),
  /** Left out or shortened here because of its size; GET /api/runs/:id/step?key= has it whole. */
  cut: z.array(z.enum(['input', 'output', 'failure', 'attempts'])).optional(),
  /** What may be done about a stuck step. */
  mayDo: z.array(z.enum(repairVerbs)).optional(),
});
export type StepView = z.infer<typeof stepViewSchema>;

/** How a node fared over all its executions, however many there are. */
export const nodeFactsSchema = z.object({
  nodeId: z.string(),
  /** Executions by state. Branches that were not taken are not among them. */
  counts: z.partialRecord(stepStatusSchema, z.number()),
  /** Executions on branches that were not taken. */
  passedBy: z.number(),
  /** Items and rounds it was reached in. */
  places: z.number(),
  tries: z.number(),
  startedAt: z.number(),
  /** Missing while one of them goes on. */
  endedAt: z.number().optional(),
  /** The execution that speaks for the node: the one that needs attention, else the newest. It is among `steps`. */
  key: z.string(),
});
export type NodeFacts = z.infer<typeof nodeFactsSchema>;

/**
 * GET /api/runs/:id, and the `snapshot` event of its live view. Bounded: a run of ten thousand steps is as small as one of two
 * hundred. What is not among `steps` is paged by GET /api/runs/:id/steps.
 */
export const runViewSchema = z.object({
  run: runRowSchema,
  trigger: z.custom<Json>(),
  graph: graphSchema,
  /** Every node that was reached, in the order they began. */
  nodes: z.array(nodeFactsSchema),
  /** The most telling executions, in the order they began: what needs attention, one of each node, then the newest. */
  steps: z.array(stepViewSchema),
  /** How many executions there are in all. */
  stepCount: z.number(),
  /** `<edge id>` of arrows a token went along. */
  liveEdges: z.array(z.string()),
  failure: failureSchema.optional(),
  output: z.custom<Json>().optional(),
  /** Left out because of their size: GET /api/runs/:id/values has them. */
  cut: z.array(z.enum(['trigger', 'output'])).optional(),
  forkedFrom: z.string().optional(),
  resumedAs: z.string().optional(),
  /** Newest published version of the playbook, and whether its draft differs from it. */
  publishedVersion: z.number(),
  hasUnpublishedChanges: z.boolean(),
  /** Other runs that are stuck or failed for the same reason and were not resumed, up to 200. */
  sameCauseCount: z.number(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** GET /api/runs/:id/steps?node=&state=&path=&cursor=&limit= → { items, nextCursor?, total }: what needs attention first. */
export const stepQuerySchema = z.strictObject({
  node: z.string().max(64).optional(),
  /** One or several, separated by commas. */
  state: z.string().max(200).optional(),
  /** Only inside this item or round, and what is nested in it: `3`, `3.0`. */
  path: z
    .string()
    .max(200)
    .regex(/^\d+(\.\d+)*$/)
    .optional(),
  cursor: z.string().max(50).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type StepQuery = z.infer<typeof stepQuerySchema>;
export const stepPageSchema = z.object({
  items: z.array(stepViewSchema),
  nextCursor: z.string().optional(),
  total: z.number(),
});

/** GET /api/runs/:id/values: what started the run and what it gave, whole. */
export const runValuesSchema = z.object({ trigger: z.custom<Json>(), output: z.custom<Json>().optional() });

const command = { commandId: z.string().max(64) };
const repair = { ...command, key: z.string().max(1000) };
const given = (name: string) => z.custom<Json>((value) => value !== undefined, `${name} is missing`);

/** POST /api/runs/:id/control. `commandId` makes a second press harmless; `key` is the instance key of a stuck step. */
export const controlRequestSchema = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('retry'), ...repair }),
  /** Once more with this input instead of what the step says. */
  z.strictObject({ verb: z.literal('retry-with'), ...repair, input: given('input') }),
  z.strictObject({ verb: z.literal('skip'), ...repair }),
  /** The whole item of the For each around it. */
  z.strictObject({ verb: z.literal('skip-item'), ...repair }),
  z.strictObject({ verb: z.literal('set-output'), ...repair, output: given('output') }),
  /** Of a step of which nobody knew whether it was sent. */
  z.strictObject({ verb: z.literal('it-happened'), ...repair, output: given('output') }),
  z.strictObject({ verb: z.literal('it-did-not'), ...repair }),
  z.strictObject({ verb: z.literal('fail'), ...repair, message: z.string().max(500) }),
  z.strictObject({ verb: z.literal('cancel'), ...command }),
]);
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/**
 * GET /api/runs/:id/correction?key=: what a stuck step asked for, and what of it may be corrected for this run alone
 * (`retry-with`). 422 VERB_REFUSED or NOTHING_ASKED when nothing can.
 */
export const correctionSchema = z.object({
  operation: z.string(),
  input: z.custom<Json>(),
  /** JSON Schema of the values that may change; missing when none may. */
  schema: z.custom<Json>().optional(),
  /** The parts they are in; missing when all may change. */
  editable: z.array(z.string()).optional(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** What resuming would do, per step. POST /api/runs/:id/resume-plan with resumeChoiceSchema. */
export const resumeChoiceSchema = z.strictObject({
  /** `same` version, the `published` one, or publish the draft first and use that (`draft`). */
  version: z.enum(['same', 'published', 'draft']),
  /** Start again at this node; everything after it is redone. Default: the failed step. */
  fromNodeId: z.string().max(64).optional(),
  /** Replaces the input of the trigger. */
  trigger: z.custom<Json>().optional(),
  /** Instance keys of finished steps to do again although they are unchanged; effects among them are sent again. */
  redo: z.array(z.string().max(1000)).max(1000).default([]),
});
export type ResumeChoice = z.infer<typeof resumeChoiceSchema>;

export const resumeStepSchema = z.object({
  key: z.string(),
  nodeId: z.string(),
  title: z.string(),
  action: z.enum(['reuse', 'redo', 'ask-again', 'new', 'removed']),
  /** In words: "as loaded at 10:30", "changed in v4; never went through". */
  why: z.string(),
  /** True when redoing it would repeat something that was already sent. */
  repeatsEffect: z.boolean(),
  /** Whether the user may tick it to be done again. */
  mayRedo: z.boolean(),
});

export const resumePlanSchema = z.object({
  /** `in-place`: the open run goes on, on the new version. `fork`: a new run keeps the results of the closed one. */
  how: z.enum(['in-place', 'fork']),
  fromVersion: z.number(),
  toVersion: z.number(),
  changes: z.array(z.string()),
  steps: z.array(resumeStepSchema),
  /** Effects that would be sent again; empty unless ticked. */
  repeats: z.array(z.string()),
  problems: z.array(z.string()),
  sameCause: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Send it back to start exactly this plan. */
  digest: z.string(),
});
export type ResumePlan = z.infer<typeof resumePlanSchema>;

/** POST /api/runs/:id/resume with an Idempotency-Key → { runs: [{ from, runId }] }. 409 RESUME_PLAN_CHANGED with the new plan. */
export const resumeRequestSchema = resumeChoiceSchema.extend({
  digest: z.string().max(128),
  alsoRunIds: z.array(z.string().max(64)).max(200).default([]),
});
export const resumedSchema = z.object({ runs: z.array(z.object({ from: z.string(), runId: z.string() })) });

/** POST /api/runs/:id/run-again with an Idempotency-Key → { runId }. */
export const runAgainSchema = z.strictObject({
  version: z.enum(['same', 'published']),
  trigger: z.custom<Json>().optional(),
});
