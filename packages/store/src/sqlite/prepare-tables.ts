import type { DatabaseSync } from 'node:sqlite';
import { type CollectionDeclaration, indexedFields, indexName, queriedFields } from '../declaration.ts';
import { storeFormat } from '../store-format.ts';
import { inTransaction } from './in-transaction.ts';
import { indexedValue } from './indexed-value.ts';
import { quoted } from './sqlite-sql.ts';

/** Brings tables, generated columns and indexes to what is declared. Safe to repeat, and from several processes. */
export function prepareTables(database: DatabaseSync, declarations: readonly CollectionDeclaration[]): void {
  inTransaction(database, () => {
    database.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value ANY) STRICT');
    database.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO NOTHING').run('format', storeFormat);
    for (const declaration of declarations) prepareTable(database, declaration);
  });
}

function prepareTable(database: DatabaseSync, declaration: CollectionDeclaration): void {
  const columns = names(database, `SELECT name FROM pragma_table_xinfo('${declaration.name}')`);
  if (columns.size === 0) createTable(database, declaration, declaration.name);
  else if (queriedFields(declaration).some((field) => !columns.has(field)))
    rebuildTable(database, declaration);
  prepareIndexes(database, declaration);
}

function createTable(database: DatabaseSync, declaration: CollectionDeclaration, name: string): void {
  const columns = [
    'id TEXT PRIMARY KEY',
    'revision INTEGER NOT NULL',
    'body TEXT NOT NULL',
    ...queriedFields(declaration).map(generatedColumn),
  ];
  database.exec(`CREATE TABLE ${quoted(name)} (${columns.join(', ')}) STRICT`);
}

/** A stored column cannot be added to a table, so documents move to a new one. */
function rebuildTable(database: DatabaseSync, declaration: CollectionDeclaration): void {
  const [table, rebuilt] = [quoted(declaration.name), quoted(`${declaration.name}_rebuilt`)];
  createTable(database, declaration, `${declaration.name}_rebuilt`);
  database.exec(`INSERT INTO ${rebuilt} (id, revision, body) SELECT id, revision, body FROM ${table}`);
  database.exec(`DROP TABLE ${table}; ALTER TABLE ${rebuilt} RENAME TO ${table}`);
}

function prepareIndexes(database: DatabaseSync, declaration: CollectionDeclaration): void {
  const present = names(
    database,
    `SELECT name FROM pragma_index_list('${declaration.name}') WHERE origin = 'c'`,
  );
  const declared = new Map(declaration.indexes.map((index) => [indexName(declaration, index), index]));
  for (const name of present) if (!declared.has(name)) database.exec(`DROP INDEX ${quoted(name)}`);
  for (const [name, index] of declared) {
    if (present.has(name)) continue;
    const fields = indexedFields(index).map(quoted).join(', ');
    database.exec(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(name)} ON ${quoted(declaration.name)} (${fields})`,
    );
  }
}

/**
 * Stored, not virtual: SQLite computes a virtual column anew from the JSON of every row it looks at, also when an index
 * has it (counting was 8 times slower).
 */
function generatedColumn(field: string): string {
  return `${quoted(field)} ANY GENERATED ALWAYS AS (${indexedValue(field)}) STORED`;
}

function names(database: DatabaseSync, sql: string): Set<string> {
  return new Set(
    database
      .prepare(sql)
      .all()
      .map((row) => String(row.name)),
  );
}
