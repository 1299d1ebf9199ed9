export { createModel, type DraftRequest, type Model, type ModelOptions } from './create-model.ts';
export type { Extracted, ExtractRequest } from './extract.ts';
export { type Meter, type TokenBound, tookOf } from './meter.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export type { Usage } from './usage.ts';
