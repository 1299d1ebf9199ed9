import { z } from 'zod';
import type { Json } from './json.ts';

/** What happened at run time: a stable code, a sentence for a person, and details as data. */
export const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.custom<Json>().optional(),
  /**
   * Whether the effect took place. `not-happened`: refused for certain (a 4xx), so trying again gets a fresh idempotency key;
   * `unknown`: it may have been sent, so the same key is used again. Missing counts as unknown.
   */
  effect: z.enum(['not-happened', 'unknown']).optional(),
  /** Tries made by the operation, where the host knows it. */
  attempts: z.number().optional(),
});

export type Failure = z.infer<typeof failureSchema>;
