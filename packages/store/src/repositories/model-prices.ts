import { type ModelPrices, modelPriceSchema } from '@dayshift/model';
import { z } from 'zod';
import type { Store } from '../store.ts';
import { findSetting, updateSetting } from './settings.ts';

const pricesSchema = z.record(z.string(), modelPriceSchema).catch({});
const name = 'model-prices';

/** What models cost, by name, as this workspace entered it. */
export async function findModelPrices(store: Store, workspaceId: string): Promise<ModelPrices> {
  return pricesSchema.parse((await findSetting(store, workspaceId, name)) ?? {});
}

/** Two people entering prices at once both stay. */
export function updateModelPrices(
  store: Store,
  workspaceId: string,
  change: (prices: ModelPrices) => ModelPrices,
): Promise<void> {
  return updateSetting(store, workspaceId, name, (value) => ({ ...change(pricesSchema.parse(value ?? {})) }));
}
