export * from './catalog.ts';
export { defineOperation, type Operation } from './operation.ts';
