import { playbookRestSchema } from '@dayshift/model';
import { z } from 'zod';
import { openRunsChoiceSchema } from './playbooks.ts';

/** Why a sum is not all there is to say: `partly` when the price of some calls is not known, `practice` when nothing costs. */
export const costIsSchema = z.enum(['partly', 'practice']).optional();

/** A worker as the home page shows it. */
export const workerCardSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  color: z.string(),
  state: z.enum(['working', 'on-shift', 'waits-for-you', 'paused', 'left']),
  /** One line: what it does now or next. */
  now: z.string(),
  /** Since midnight in the viewer's zone. */
  today: z.object({
    done: z.number(),
    aloneShare: z.number().optional(),
    costUsd: z.number(),
    costIs: costIsSchema,
    backlog: z.number(),
  }),
  /** Runs finished per hour, the last 12 hours, oldest first. */
  perHour: z.array(z.number()),
});
export type WorkerCard = z.infer<typeof workerCardSchema>;

/** Of today, where the worker works. */
export const workerBudgetSchema = z.object({
  usdPerDay: z.number(),
  spentUsd: z.number(),
  /** Calls whose end nobody saw: at most this much, and counted as spent. */
  uncertainUsd: z.number(),
  /** Calls of a model whose price is not known: they are not in the sum, and the budget cannot hold them back. */
  unpricedCalls: z.number(),
  /** Runs that stand still until there is money again. */
  parkedRuns: z.number(),
});
export type WorkerBudget = z.infer<typeof workerBudgetSchema>;

/** GET /api/workers/:id?dayStart=. */
export const workerViewSchema = workerCardSchema.extend({
  manager: z.string(),
  hours: z.string(),
  timeZone: z.string(),
  hiredAt: z.number(),
  /** Let go: nothing of it can be changed any more. */
  leftAt: z.number().optional(),
  openRuns: z.number(),
  budgetUsdPerDay: z.number(),
  budget: workerBudgetSchema,
  month: z.object({
    done: z.number(),
    aloneShare: z.number().optional(),
    costUsd: z.number(),
    costIs: costIsSchema,
    stuck: z.number(),
  }),
  playbooks: z.array(
    z.object({ id: z.string(), name: z.string(), version: z.number(), rest: playbookRestSchema.optional() }),
  ),
  /** What it may do alone and what it asks, read from its published playbooks, with the evidence. */
  policy: z.array(
    z.object({
      /** The playbook that says so. */
      playbookId: z.string(),
      playbookName: z.string(),
      what: z.string(),
      level: z.enum(['alone', 'ask']),
      when: z.string(),
      evidence: z.string(),
    }),
  ),
  workingOn: z.array(
    z.object({
      runId: z.string(),
      title: z.string(),
      state: z.string(),
      /** The step it is at. */
      detail: z.string(),
      trouble: z.object({ title: z.string(), message: z.string(), code: z.string() }).optional(),
    }),
  ),
  deliverables: z.array(
    z.object({ id: z.string(), title: z.string(), path: z.string(), createdAt: z.number() }),
  ),
});
export type WorkerView = z.infer<typeof workerViewSchema>;

/** POST /api/workers. */
export const newWorkerSchema = z.strictObject({
  name: z.string().min(1).max(60),
  role: z.string().min(1).max(120),
  manager: z.string().min(1).max(120).default('You'),
  hours: z.string().min(1).max(120).default('around the clock'),
  budgetUsdPerDay: z.number().min(0).max(100_000).default(5),
  timeZone: z.string().max(60),
});
/** PATCH /api/workers/:id. 409 WORKER_LEFT. */
export const workerChangeSchema = z.strictObject({
  isPaused: z.boolean().optional(),
  budgetUsdPerDay: z.number().min(0).max(100_000).optional(),
  name: z.string().min(1).max(60).optional(),
  role: z.string().min(1).max(120).optional(),
  manager: z.string().min(1).max(120).optional(),
  hours: z.string().min(1).max(120).optional(),
  timeZone: z.string().max(60).optional(),
});
export type WorkerChange = z.infer<typeof workerChangeSchema>;

/** POST /api/workers/:id/let-go: its playbooks go to `handOverTo`, or are nobody's and rest. POST …/take-back undoes it. */
export const letGoSchema = z.strictObject({
  handOverTo: z.string().max(64).optional(),
  openRuns: openRunsChoiceSchema.default('go-on'),
});
export type LetGo = z.infer<typeof letGoSchema>;
export const lettingGoSchema = z.object({
  id: z.string(),
  playbooks: z.number(),
  cancelledRuns: z.number(),
});
