import { z } from 'zod';

/** GET /api/kept-mails → { items, nextCursor? }: mails that started no run, newest first. */
export const keptMailRowSchema = z.object({
  id: z.string(),
  receivedAt: z.number(),
  /** As the envelope says; '' for nobody. */
  from: z.string(),
  to: z.string(),
  /** Missing when the mail cannot be read. */
  subject: z.string().optional(),
  /** Why it started nothing, as a sentence. */
  reason: z.string(),
  handled: z
    .object({
      as: z.enum(['run', 'discarded']),
      by: z.string(),
      at: z.number(),
      runId: z.string().optional(),
    })
    .optional(),
});
export type KeptMailRow = z.infer<typeof keptMailRowSchema>;

/** GET /api/kept-mails/:id. */
export const keptMailViewSchema = keptMailRowSchema.extend({
  fromName: z.string().optional(),
  /** Its words; of a mail that cannot be read, what came in. */
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.number() })),
  /** Triggers of published playbooks that can take it. */
  canStart: z.array(
    z.object({ playbookId: z.string(), playbookName: z.string(), nodeId: z.string(), nodeTitle: z.string() }),
  ),
});
export type KeptMailView = z.infer<typeof keptMailViewSchema>;

/** POST /api/kept-mails/:id/run → { runId }; POST /api/kept-mails/:id/discard → 204. */
export const runKeptMailSchema = z.strictObject({
  playbookId: z.string().min(1).max(64),
  nodeId: z.string().min(1).max(64),
});
