export { type CopyProgress, copyStore } from './copy-store.ts';
export {
  DocumentError,
  DuplicateKeyError,
  NotFoundError,
  QueryError,
  StoreCopyError,
  StoreOpenError,
  UpdateGaveUpError,
} from './errors.ts';
export { openStore, type StorePlace } from './open-store.ts';
export type { After, Collection, Condition, Document, FindQuery, Order, Scalar, Where } from './port.ts';
export type { Store } from './store.ts';
export { type Updated, update } from './update.ts';
