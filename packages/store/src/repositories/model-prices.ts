import { z } from 'zod';
import type { Store } from '../store.ts';
import { findSetting, putSetting } from './settings.ts';

/** US dollars per million tokens, by the model's name, as this workspace entered them. */
const modelPricesSchema = z.record(
  z.string(),
  z.object({ input: z.number().min(0), output: z.number().min(0) }),
);
export type ModelPrices = z.infer<typeof modelPricesSchema>;

const name = 'model-prices';

export async function findModelPrices(store: Store, workspaceId: string): Promise<ModelPrices> {
  return modelPricesSchema.catch({}).parse((await findSetting(store, workspaceId, name)) ?? {});
}

export function putModelPrices(store: Store, workspaceId: string, prices: ModelPrices): Promise<void> {
  return putSetting(store, workspaceId, name, prices);
}
