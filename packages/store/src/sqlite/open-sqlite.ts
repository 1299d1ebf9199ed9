import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CollectionDeclaration } from '../declaration.ts';
import { StoreOpenError } from '../errors.ts';
import type { Driver } from '../store.ts';
import { createFile } from './create-file.ts';
import { fullness } from './fullness.ts';
import { inspectFile } from './inspect-file.ts';
import type { Prepare } from './prepare.ts';
import { prepareTables } from './prepare-tables.ts';
import { sqliteCollection } from './sqlite-collection.ts';
import { sqliteTransfer } from './sqlite-transfer.ts';

/** Opens, and creates if need be, the store in one file. Several processes may have it open at once. */
export function openSqlite(
  file: string,
  declarations: readonly CollectionDeclaration[],
  { mostBytes }: { mostBytes?: number | undefined } = {},
): Driver {
  const absolute = path.resolve(file);
  const database = explained(absolute, () => {
    mkdirSync(path.dirname(absolute), { recursive: true });
    if (!existsSync(absolute)) createFile(absolute, declarations);
    inspectFile(absolute);
    return openDatabase(absolute, declarations, mostBytes);
  });
  const prepare = cachedPrepare(database);
  const room = fullness(absolute, prepare);
  return {
    kind: 'sqlite',
    label: `SQLite ${database.prepare('SELECT sqlite_version() AS version').get()?.version}, file ${absolute}`,
    transfers: new Map(
      declarations.map((declaration) => [declaration.name, sqliteTransfer(declaration, database, prepare)]),
    ),
    collection: (declaration) => sqliteCollection(declaration, prepare, room),
    async isHealthy() {
      try {
        return prepare('SELECT value FROM meta WHERE key = ?').get('format') !== undefined && room.hasRoom();
      } catch {
        return false;
      }
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function openDatabase(
  file: string,
  declarations: readonly CollectionDeclaration[],
  mostBytes: number | undefined,
): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864',
    );
    prepareTables(database, declarations);
    if (mostBytes !== undefined) database.exec(`PRAGMA max_page_count = ${Math.ceil(mostBytes / 4096)}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Preparing costs more than most statements here; the number of different texts is small and bounded by the code. */
function cachedPrepare(database: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const cached = statements.get(sql);
    if (cached) return cached;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}

function explained<R>(file: string, open: () => R): R {
  try {
    return open();
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreOpenError(
      `The store file ${file} cannot be opened (${reason}): check that the folder exists, is writable and has free space.`,
      { cause: error },
    );
  }
}
