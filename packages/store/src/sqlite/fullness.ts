import { statfsSync } from 'node:fs';
import { StoreFullError } from '../errors.ts';
import type { Prepare } from './prepare.ts';

/** SQLite needs room for its journal beside what it writes; below this the next write may be the one that fails. */
const tightBytes = 8 * 1024 * 1024;
const probeBytes = 256 * 1024;

/** Knows whether the disk of the store is full: a write said so, and none since has gone through. */
export interface Fullness {
  /** Does a write; throws StoreFullError when there is no room for it. */
  watch<R>(write: () => R): R;
  hasRoom(): boolean;
}

export function fullness(file: string, prepare: Prepare): Fullness {
  let isFull = false;
  const watch = <R>(write: () => R): R => {
    try {
      return write();
    } catch (error) {
      if (!saysFull(error, file)) throw error;
      isFull = true;
      throw new StoreFullError(
        `The disk that holds ${file} is full: free some space, and it goes on by itself.`,
        {
          cause: error,
        },
      );
    }
  };
  return {
    watch,
    hasRoom() {
      if (freeBytes(file) < tightBytes) return false;
      if (!isFull) return true;
      try {
        // An update in place needs no new page and says nothing; this does.
        watch(() => prepare('INSERT OR REPLACE INTO meta VALUES (?, zeroblob(?))').run('room', probeBytes));
        watch(() => prepare('DELETE FROM meta WHERE key = ?').run('room'));
        isFull = false;
      } catch {
        return false;
      }
      return true;
    },
  };
}

/** SQLITE_FULL, or one of the input and output errors that a full disk causes in the files beside the store. */
function saysFull(error: unknown, file: string): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  const code = Number(error.errcode) & 0xff;
  return code === 13 || (code === 10 && freeBytes(file) < tightBytes);
}

function freeBytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(file);
    return bavail * bsize;
  } catch {
    // A file system that does not tell: the writes will.
    return Number.POSITIVE_INFINITY;
  }
}
