/** The store cannot be opened; the message is one sentence for the person who starts the program. */
export class StoreOpenError extends Error {
  override name = 'StoreOpenError';
}

/** A query the store refuses: no declared index serves it, or a condition is not one of the known shapes. */
export class QueryError extends Error {
  override name = 'QueryError';
}

/** A document the store refuses to write, or one that came out other than its schema says. */
export class DocumentError extends Error {
  override name = 'DocumentError';
}

/** A replaced document would take the unique key of another one. */
export class DuplicateKeyError extends Error {
  override name = 'DuplicateKeyError';
}

/** The disk of the store is full. Nothing was written; the same write goes through when there is room. */
export class StoreFullError extends Error {
  override name = 'StoreFullError';
}

/** A document was changed by others again and again until the tries were used up. */
export class UpdateGaveUpError extends Error {
  override name = 'UpdateGaveUpError';
}

/** There is no such document in this workspace. */
export class NotFoundError extends Error {
  override name = 'NotFoundError';
  readonly collection: string;
  readonly id: string;

  constructor(collection: string, id: string) {
    super(`There is no "${id}" in ${collection}.`);
    this.collection = collection;
    this.id = id;
  }
}

/** A page was asked for by a cursor that is not one of ours. */
export class CursorError extends Error {
  override name = 'CursorError';
}

/** The copy of a store was refused or cut short; the message says what to do. */
export class StoreCopyError extends Error {
  override name = 'StoreCopyError';
}
