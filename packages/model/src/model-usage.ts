import { z } from 'zod';

/** What one step took of a model, corrections and failed answers included. */
export const modelUsageSchema = z.object({
  model: z.string(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** The scripted model of the practice office: free, and said so instead of "$0.00". */
  isPractice: z.boolean().optional(),
  /** Its price, or what it took, is not known: the step has no cost that could be added up. */
  isUnpriced: z.boolean().optional(),
});
export type ModelUsage = z.infer<typeof modelUsageSchema>;

/** The same of a whole run. */
export const modelTotalsSchema = z.object({
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  practiceCalls: z.number(),
  unpricedCalls: z.number(),
});
export type ModelTotals = z.infer<typeof modelTotalsSchema>;
