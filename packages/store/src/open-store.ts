import { collections } from './collections.ts';
import type { CollectionDeclaration } from './declaration.ts';
import { StoreOpenError } from './errors.ts';
import { openMongo } from './mongo/open-mongo.ts';
import type { Document } from './port.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store, StoreOf } from './store.ts';

export interface StorePlace {
  /** MongoDB, when given. */
  mongodbUri?: string | undefined;
  /** The embedded store's file otherwise. */
  sqliteFile?: string | undefined;
  /** The file grows no further: then it is as on a full disk. */
  mostBytes?: number | undefined;
}

/** Opens the product's store; throws StoreOpenError with one sentence for the person who starts the program. */
export function openStore(place: StorePlace): Promise<Store> {
  return openStoreOf(collections, place);
}

/** The same for any set of collections. */
export async function openStoreOf<D extends Readonly<Record<string, CollectionDeclaration<Document>>>>(
  declared: D,
  place: StorePlace,
): Promise<StoreOf<D>> {
  const declarations = Object.values(declared);
  const driver = await openDriver(place, declarations);
  const opened = Object.fromEntries(
    Object.entries(declared).map(([name, declaration]) => [name, driver.collection(declaration)]),
  );
  const { kind, label, transfers, isHealthy, close } = driver;
  // Each declaration yields the collection of its own document type; the compiler cannot follow that through fromEntries.
  return { ...opened, kind, label, transfers, isHealthy, close } as StoreOf<D>;
}

async function openDriver(place: StorePlace, declarations: readonly CollectionDeclaration[]) {
  if (place.mongodbUri) return openMongo(place.mongodbUri, declarations);
  if (place.sqliteFile) return openSqlite(place.sqliteFile, declarations, place);
  throw new StoreOpenError('No store was chosen: set MONGODB_URI, or name a folder for the built-in store.');
}
