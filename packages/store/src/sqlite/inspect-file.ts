import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreOpenError } from '../errors.ts';
import { storeFormat } from '../store-format.ts';
import { indexedValue } from './indexed-value.ts';
import { quoted } from './sqlite-sql.ts';

/** Above this, pages are checked but not every row and index entry: a start must not take minutes. */
const fullCheckBytes = 64 * 1024 * 1024;

/**
 * Looks at an existing store file before anything may write to it, through a read-only connection.
 * Throws one sentence if it is damaged, foreign, or written by a newer program.
 */
export function inspectFile(file: string): void {
  const bytes = statSync(file).size;
  if (readStart(file, 16) !== 'SQLite format 3\0')
    throw new StoreOpenError(
      bytes === 0
        ? `The store file ${file} is empty and was left as it is: restore a copy, or delete it to begin anew.`
        : `The store file ${file} is damaged or not a store at all, and was left as it is: restore a copy, or choose another data folder.`,
    );
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    const isSmall = bytes <= fullCheckBytes;
    refuseIf(firstPageFault(database, isSmall ? 'integrity_check' : 'quick_check'), file);
    checkFormat(file, database);
    if (isSmall) refuseIf(firstRowFault(database), file);
  } catch (error) {
    // Anything but "corrupt" and "not a database" (busy, no permission) says nothing about the file.
    if (isCorruption(error)) refuseIf(error.message, file);
    throw error;
  } finally {
    database.close();
  }
}

function refuseIf(fault: string | undefined, file: string): void {
  if (fault)
    throw new StoreOpenError(
      `The store file ${file} is damaged (${fault}) and was left as it is: restore a copy, or choose another data folder.`,
    );
}

function firstPageFault(
  database: DatabaseSync,
  check: 'integrity_check' | 'quick_check',
): string | undefined {
  const answer = String(database.prepare(`PRAGMA ${check}(1)`).get()?.[check]);
  return answer === 'ok' ? undefined : answer.replaceAll(/\s+/g, ' ').slice(0, 200);
}

/** SQLite has no checksums: bytes changed within a row show only as broken JSON, or against the stored columns. */
function firstRowFault(database: DatabaseSync): string | undefined {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'")
    .all();
  for (const table of tables) {
    const columns = database
      .prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 3')
      .all(String(table.name));
    const faults = columns.map(({ name }) => `${quoted(String(name))} IS NOT ${indexedValue(String(name))}`);
    const row = database
      .prepare(
        `SELECT id FROM ${quoted(String(table.name))} WHERE NOT json_valid(body) OR ${faults.join(' OR ')} LIMIT 1`,
      )
      .get();
    if (row) return `${table.name} "${row.id}" is not as it was written`;
  }
  return undefined;
}

function checkFormat(file: string, database: DatabaseSync): void {
  const hasMeta = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'")
    .get();
  const format = hasMeta && database.prepare("SELECT value FROM meta WHERE key = 'format'").get()?.value;
  if (typeof format !== 'number')
    throw new StoreOpenError(
      `The file ${file} is a SQLite file of another program and was left as it is: choose another data folder.`,
    );
  if (format > storeFormat)
    throw new StoreOpenError(
      `The store file ${file} was written by a newer Dayshift (format ${format}, this one knows ${storeFormat}) and was left as it is: update Dayshift, or choose another data folder.`,
    );
}

function readStart(file: string, length: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function isCorruption(error: unknown): error is Error {
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff);
}
