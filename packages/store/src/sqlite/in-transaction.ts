import type { DatabaseSync } from 'node:sqlite';

/** Runs synchronous work as the only writer of all processes; IMMEDIATE, as a later upgrade could fail as busy. */
export function inTransaction<R>(database: DatabaseSync, work: () => R): R {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have rolled back already; the first error is the one to tell.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
