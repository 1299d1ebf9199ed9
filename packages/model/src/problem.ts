import { z } from 'zod';

/** What the author can fix: a stable code tied to a node and a field. Codes are never reused. */
export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  hint: z.string().optional(),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  /** Path of the config field, e.g. `url` or `cases.0.when`. */
  field: z.string().optional(),
  /** Offsets into the field's text, end exclusive. */
  range: z.object({ start: z.number(), end: z.number() }).optional(),
});

export type Problem = z.infer<typeof problemSchema>;
