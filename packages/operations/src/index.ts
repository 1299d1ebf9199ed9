export { type AskedApproval, approvalOfAsk } from './approval-of-ask.ts';
export * from './catalog.ts';
export { effectOfRequest } from './effect-of-request.ts';
export { bodyFaults, contentTypeOf, formType, isJsonType } from './http-body.ts';
export { type KeptPart, type PartRead, partOf } from './kept-part.ts';
export { addressesOf } from './mail-addresses.ts';
export { defineOperation, type Operation } from './operation.ts';
export type { OperationWords } from './operation-words.ts';
export { readInput, sayFault } from './read-input.ts';
