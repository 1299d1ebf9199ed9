import { linkSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { CollectionDeclaration } from '../declaration.ts';
import { prepareTables } from './prepare-tables.ts';

/**
 * Creates a store file in one step: built complete under another name, then linked to its own. So a file with the
 * store's name is never half made, whenever the program dies and however many processes start at once.
 */
export function createFile(file: string, declarations: readonly CollectionDeclaration[]): void {
  const draft = `${file}.new-${process.pid}`;
  rmSync(draft, { force: true });
  try {
    const database = new DatabaseSync(draft);
    database.exec('PRAGMA journal_mode = WAL');
    prepareTables(database, declarations);
    database.close();
    moveIntoPlace(draft, file);
  } catch (error) {
    // Another process was first: its file is as good.
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  }
}

function moveIntoPlace(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    // A file system without links (exFAT, some network shares) has no better step than this.
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error))) throw error;
    renameSync(draft, file);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
