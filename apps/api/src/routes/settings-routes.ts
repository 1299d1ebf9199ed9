import { modelPriceChangeSchema, modelPricesViewSchema } from '@dayshift/contracts';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { listModelPrices, setModelPrice } from '../use-cases/model-prices.ts';
import { byWhom } from './requests.ts';

const settings = { tags: ['settings'] };

/** What holds for the whole workspace. */
export function settingsRoutes(app: App, context: ApiContext): void {
  app.get(
    '/api/settings/model-prices',
    {
      config: { access: { permission: 'settings:read' } },
      schema: { ...settings, summary: 'What models cost', response: { 200: modelPricesViewSchema } },
    },
    () => listModelPrices(context),
  );
  app.put(
    '/api/settings/model-prices',
    {
      config: { access: { permission: 'settings:write' } },
      schema: {
        ...settings,
        summary: 'Enter what a model costs',
        body: modelPriceChangeSchema,
        response: { 200: modelPricesViewSchema },
      },
    },
    (request) => setModelPrice(context, { ...request.body, by: byWhom(request) }),
  );
}
