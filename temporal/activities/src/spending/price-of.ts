import type { Model } from '@dayshift/ai';
import { findPrice, type ModelPrice } from '@dayshift/model';
import { findModelPrices, type Store } from '@dayshift/store';

/** What was entered in Settings goes before the list price; undefined when nobody knows it. */
export async function priceOf(
  store: Store,
  workspaceId: string,
  model: Pick<Model, 'name' | 'listPrice'>,
): Promise<ModelPrice | undefined> {
  return findPrice(model.name, await findModelPrices(store, workspaceId)) ?? model.listPrice;
}
