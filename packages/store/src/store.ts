import type { collections } from './collections.ts';
import type { CollectionDeclaration } from './declaration.ts';
import type { Collection, CollectionTransfer, Document } from './port.ts';

type DocumentOf<D> = D extends CollectionDeclaration<infer T> ? T : never;

/** An open store: its collections by name, and what is known about the server behind them. */
export type StoreOf<D> = { readonly [K in keyof D]: Collection<DocumentOf<D[K]> & Document> } & StoreHandle;

export type Store = StoreOf<typeof collections>;

export interface StoreHandle {
  readonly kind: 'sqlite' | 'mongodb';
  /** What answered, by its own name: "SQLite 3.53.4, file …", "MongoDB 8.0.4 at …". */
  readonly label: string;
  /** By collection name, for `copyStore`. */
  readonly transfers: ReadonlyMap<string, CollectionTransfer>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** What a driver gives to `openStore`. */
export interface Driver extends StoreHandle {
  collection<T extends Document>(declaration: CollectionDeclaration<T>): Collection<T>;
}
