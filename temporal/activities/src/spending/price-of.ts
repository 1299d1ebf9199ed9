import { findPrice, type Model, type Price } from '@dayshift/ai';
import { findModelPrices, type Store } from '@dayshift/store';

/** What was entered in Settings goes before the list price; undefined when nobody knows it. */
export async function priceOf(
  store: Store,
  workspaceId: string,
  model: Pick<Model, 'name' | 'listPrice'>,
): Promise<Price | undefined> {
  return findPrice(model.name, await findModelPrices(store, workspaceId)) ?? model.listPrice;
}
