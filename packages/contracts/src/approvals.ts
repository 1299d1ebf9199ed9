import { decisionSchema, type Json } from '@dayshift/model';
import { z } from 'zod';

/**
 * GET /api/approvals?state=open|decided&whose=mine|others|all&cursor= → { items, nextCursor?, open, openForOthers }. Open ones:
 * what is due soon first, then the oldest.
 */
export const approvalRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  operation: z.string().optional(),
  stepTitle: z.string(),
  runId: z.string(),
  runTitle: z.string(),
  playbookId: z.string(),
  playbookName: z.string(),
  version: z.number(),
  workerId: z.string().optional(),
  workerName: z.string().optional(),
  assignee: z.string(),
  openedAt: z.number(),
  /** Undefined when it never expires. */
  dueAt: z.number().optional(),
  state: z.enum(['open', 'decided', 'applied', 'expired', 'cancelled']),
  decision: decisionSchema.omit({ signature: true }).optional(),
  /** "sent" is shown only when this says done. */
  execution: z
    .object({ state: z.enum(['started', 'done', 'failed']), at: z.number(), message: z.string().optional() })
    .optional(),
  /** Said yes to, and the run is over: nothing more will come of it. */
  isRunOver: z.boolean().optional(),
});
export type ApprovalRow = z.infer<typeof approvalRowSchema>;

/** GET /api/approvals/:id. */
export const approvalViewSchema = approvalRowSchema.extend({
  /** What is asked, in one sentence; the heading of the card. */
  question: z.string(),
  /** What the two answers are called: "Send the refund", "Do not send". */
  verbs: z.object({ yes: z.string(), no: z.string() }),
  /** What it is about in a person's terms. */
  matter: z.object({
    /** Who it is about, as the trigger's data name them. */
    person: z.object({ name: z.string().optional(), address: z.string().optional() }).optional(),
    /** What they wrote, which the run answers. Never trusted, never interpreted. */
    message: z
      .object({
        subject: z.string().optional(),
        text: z.string(),
        at: z.number(),
      })
      .optional(),
    /** "$900.00". */
    amount: z.string().optional(),
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  /** The rendered action in full; what is executed after a yes. */
  action: z.object({ operation: z.string(), input: z.custom<Json>() }).optional(),
  fields: z.custom<Json>().optional(),
  reason: z.string().optional(),
  /** `ai` only when all of the reason came out of an AI step as it was. */
  reasonBy: z.enum(['ai', 'playbook']).optional(),
  digest: z.string(),
  /** JSON Schema of `action.input` (or of `fields`), for editing. */
  editSchema: z.custom<Json>().optional(),
  /** Titles of what the run does after a yes and after a no; one is missing where it goes no further. */
  leads: z.object({ yes: z.string().optional(), no: z.string().optional() }).optional(),
  /** What happens when nobody answers, in order. */
  ifNobodyAnswers: z.array(z.object({ at: z.number(), what: z.string() })),
  /** Facts that led here: short lines. */
  led: z.array(z.string()),
  /** Earlier decisions about the same step. */
  history: z.object({ approved: z.number(), edited: z.number(), rejected: z.number() }),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

/**
 * POST /api/approvals/:id/decision. The same decisionId again returns the stored answer. 409 APPROVAL_CHANGED (details: the new
 * card) when the digest differs; 409 APPROVAL_DECIDED (details: who and when); 422 with the path when an edit is not valid.
 */
export const decisionRequestSchema = z.strictObject({
  decisionId: z.string().min(8).max(64),
  verdict: z.enum(['approve', 'reject']),
  digest: z.string().min(8).max(128),
  comment: z.string().max(2_000).optional(),
  /** The edited input of the action; replaces the shown one. */
  input: z.custom<Json>().optional(),
});
export type DecisionRequest = z.infer<typeof decisionRequestSchema>;
