import type { ModelPriceChange, ModelPriceRow } from '@dayshift/contracts';
import { listPriceOf, type ModelPrice } from '@dayshift/model';
import { findModelPrices, updateModelPrices } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';

/** What models cost as far as it is known, the one in use first. */
export async function listModelPrices(context: ApiContext): Promise<{ items: ModelPriceRow[] }> {
  const entered = await findModelPrices(context.store, context.workspaceId);
  const { name, isPractice, baseUrl } = context.model;
  const others = Object.keys(entered).filter((model) => model !== name);
  return {
    items: [
      isPractice
        ? { model: name, isInUse: true, source: 'practice' }
        : { model: name, isInUse: true, ...priced(entered[name], listPriceOf({ name, baseUrl })) },
      ...others.sort().map((model) => ({ model, isInUse: false, ...priced(entered[model], undefined) })),
    ],
  };
}

function priced(
  entered: ModelPrice | undefined,
  listed: ModelPrice | undefined,
): Pick<ModelPriceRow, 'price' | 'source'> {
  if (entered) return { price: entered, source: 'entered' };
  return listed ? { price: listed, source: 'list' } : { source: 'unknown' };
}

/** Enters what a model costs, or takes it back. Holds for the calls that follow; what was spent stays as it was counted. */
export async function setModelPrice(
  context: ApiContext,
  { model, price, by }: ModelPriceChange & { by: string },
): Promise<{ items: ModelPriceRow[] }> {
  await updateModelPrices(context.store, context.workspaceId, ({ [model]: _before, ...others }) =>
    price ? { ...others, [model]: price } : others,
  );
  await audit(context, {
    actor: by,
    action: 'settings.model-price',
    target: model,
    summary: price
      ? `Entered the price of ${model}: $${price.input} in and $${price.output} out per million tokens.`
      : `Removed the entered price of ${model}.`,
  });
  return listModelPrices(context);
}
