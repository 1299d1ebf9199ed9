export type { Meter, TokenBound } from './chat-request.ts';
export { createModel, type DraftRequest, type Model, type ModelOptions } from './create-model.ts';
export type { Extracted, ExtractRequest } from './extract.ts';
export { tookOf } from './meter.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export type { Usage } from './usage.ts';
