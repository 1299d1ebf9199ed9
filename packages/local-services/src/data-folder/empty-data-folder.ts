import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { lockFileName } from './lock-data-folder.ts';

/**
 * What --fresh does: everything in the data folder goes. A folder that Dayshift never locked is refused, so that
 * `--data ~ --fresh` deletes nothing. Called before the lock is taken for the first time, and again inside it.
 */
export function refuseForeignFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder);
  if (entries.length === 0 || entries.includes(lockFileName)) return;
  throw new CannotStart(
    `${folder} holds files that are not Dayshift's: --fresh would delete them, so choose another folder with --data.`,
  );
}

/** Empties a folder whose lock this process holds; the lock itself stays. */
export function emptyDataFolder(folder: string): void {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(lockFileName)) rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
}
