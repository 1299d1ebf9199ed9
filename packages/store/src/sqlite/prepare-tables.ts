import type { DatabaseSync } from 'node:sqlite';
import { type CollectionDeclaration, indexedFields, indexName, queriedFields } from '../declaration.ts';
import { storeFormat } from '../store-format.ts';
import { inTransaction } from './in-transaction.ts';
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
  const table = quoted(declaration.name);
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, body TEXT NOT NULL) STRICT`,
  );
  const columns = names(database, `SELECT name FROM pragma_table_xinfo('${declaration.name}')`);
  for (const field of queriedFields(declaration))
    if (!columns.has(field)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${generatedColumn(field)}`);

  const present = names(
    database,
    `SELECT name FROM pragma_index_list('${declaration.name}') WHERE origin = 'c'`,
  );
  const declared = new Map(declaration.indexes.map((index) => [indexName(declaration, index), index]));
  for (const name of present) if (!declared.has(name)) database.exec(`DROP INDEX ${quoted(name)}`);
  for (const [name, index] of declared) {
    const fields = indexedFields(index).map(quoted).join(', ');
    database.exec(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${quoted(name)} ON ${table} (${fields})`,
    );
  }
}

/** Booleans become words: as 1 and 0 they would equal numbers, and group under them. */
function generatedColumn(field: string): string {
  const path = `'$.${field}'`;
  return (
    `${quoted(field)} ANY GENERATED ALWAYS AS (CASE json_type(body, ${path}) ` +
    `WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE body ->> ${path} END) VIRTUAL`
  );
}

function names(database: DatabaseSync, sql: string): Set<string> {
  return new Set(
    database
      .prepare(sql)
      .all()
      .map((row) => String(row.name)),
  );
}
