import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from '../cannot-start.ts';
import { holdName } from './hold-name.ts';

export type DataFolderLock = { note: (url: string) => void; release: () => void };

export const lockFileName = 'dayshift.lock';
const noteFileName = 'dayshift.running.json';

/** A database that nobody refers to is closed by the garbage collector, and the lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one that runs on a data folder.
 * The lock is the operating system's (SQLite takes it on an empty database), so it is gone the moment the process is,
 * also after kill -9: a file with a process id in it would have to be guessed about. A file can be deleted, though, and then another
 * process would lock the next one of that name: so the folder itself is held too, by a name that is no file.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  makeFolder(folder);
  const noteFile = path.join(folder, noteFileName);
  const name = await holdName(folder);
  if (!name) throw new CannotStart(alreadyRuns(folder, noteFile));
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path.join(folder, lockFileName));
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    name.release();
    throw isLocked(error) ? new CannotStart(alreadyRuns(folder, noteFile)) : folderError(folder, error);
  }
  const note = (url?: string) => writeFileSync(noteFile, JSON.stringify({ pid: process.pid, url }));
  held.add(database);
  note();
  return {
    note,
    release: () => {
      rmSync(noteFile, { force: true });
      name.release();
      held.delete(database);
      if (database.isOpen) database.close();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    mkdirSync(path.dirname(folder), { recursive: true });
    // The last one by itself: Node's recursive mkdir never returns where the system has no such folder (/proc/x).
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw folderError(folder, error);
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /database is locked/.test(error.message);
}

function alreadyRuns(folder: string, noteFile: string): string {
  let where = '';
  try {
    const { pid, url } = JSON.parse(readFileSync(noteFile, 'utf8')) as { pid: number; url?: string };
    where = ` (process ${pid}${url === undefined ? '' : `, ${url}`})`;
  } catch {
    // The note is a courtesy; the lock alone is the truth.
  }
  return `Dayshift already runs on ${folder}${where}: use that one, stop it first, or choose another folder with --data.`;
}

function folderError(folder: string, cause: unknown): CannotStart {
  const code = String((cause as NodeJS.ErrnoException).code);
  const message = cause instanceof Error ? cause.message : String(cause);
  if (code === 'ENOSPC' || /database or disk is full/.test(message)) {
    return new CannotStart(`The disk that holds ${folder} is full: free some space and start again.`, {
      cause,
    });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new CannotStart(`${folder} is not a folder: choose another one with --data.`, { cause });
  }
  return new CannotStart(
    `The data folder ${folder} cannot be written (${message}): make it writable or choose another one with --data.`,
    { cause },
  );
}
