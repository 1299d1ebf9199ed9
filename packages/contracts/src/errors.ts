import { z } from 'zod';

/** Every error answer: `application/problem+json`. */
export const errorBodySchema = z.object({
  code: z.string(),
  message: z.string(),
  /** Path of the field that is wrong, e.g. `draft.nodes.3.title`. */
  path: z.string().optional(),
  hint: z.string().optional(),
  requestId: z.string(),
  /** What the client needs to go on, e.g. the new card after a 409. */
  details: z.unknown().optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
