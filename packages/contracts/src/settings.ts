import { modelPriceSchema } from '@dayshift/model';
import { z } from 'zod';

/** GET /api/settings/model-prices: the model in use first, then others whose price was entered. */
export const modelPriceRowSchema = z.object({
  model: z.string(),
  isInUse: z.boolean(),
  /** US dollars per million tokens; missing when nobody knows. */
  price: modelPriceSchema.optional(),
  /** `practice` costs nothing; `list` is what its maker asks; `entered` was said here and goes before the list. */
  source: z.enum(['practice', 'list', 'entered', 'unknown']),
});
export type ModelPriceRow = z.infer<typeof modelPriceRowSchema>;
export const modelPricesViewSchema = z.object({ items: z.array(modelPriceRowSchema) });

const usdPerMillion = z.number().min(0).max(10_000);
/** PUT /api/settings/model-prices. Without a price: as if it had never been entered. */
export const modelPriceChangeSchema = z.strictObject({
  model: z.string().trim().min(1).max(200),
  price: z.strictObject({ input: usdPerMillion, output: usdPerMillion }).optional(),
});
export type ModelPriceChange = z.infer<typeof modelPriceChangeSchema>;
