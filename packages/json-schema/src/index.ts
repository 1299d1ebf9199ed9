export { checkValue, type Fault } from './check-value.ts';
export { emptyValue } from './empty-value.ts';
export * as faultWords from './fault-words.ts';
export { isObject } from './is-object.ts';
export { asSchema, itemSchema } from './parts.ts';
export { joinPath, valueAt } from './path.ts';
export { shapeOf, shapeOfValue } from './shape-of.ts';
