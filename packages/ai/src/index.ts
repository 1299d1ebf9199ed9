export { createModel, type DraftRequest, type Model, type ModelOptions } from './create-model.ts';
export type { Extracted, ExtractRequest } from './extract.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export { openaiPrices, type Price, type PriceTable, type Usage } from './usage.ts';
