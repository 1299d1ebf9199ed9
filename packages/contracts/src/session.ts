import { z } from 'zod';

/** GET /api/session. POST /api/session {token} trades a one-time link for a cookie; DELETE signs out. */
export const sessionViewSchema = z.object({
  user: z.string(),
  workspaceId: z.string(),
  /** Sent back as `X-CSRF-Token` on every write. */
  csrfToken: z.string(),
  model: z.object({ name: z.string(), isPractice: z.boolean() }),
  practice: z.object({ mailUrl: z.string(), helpDeskUrl: z.string() }).optional(),
  mailAddress: z.string(),
  /** What stores the data, by its own name. */
  storeLabel: z.string(),
  temporalLabel: z.string(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
export const signInSchema = z.strictObject({ token: z.string().min(10).max(200) });
