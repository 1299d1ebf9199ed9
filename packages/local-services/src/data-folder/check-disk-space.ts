import { statfsSync } from 'node:fs';
import { CannotStart } from '../cannot-start.ts';

const neededBytes = 64 * 1024 * 1024;

/** Refuses to start on a disk that is about to be full, while there is still nothing to damage. */
export function checkDiskSpace(folder: string, available = availableBytes(folder)): void {
  if (available >= neededBytes) return;
  throw new CannotStart(
    `The disk that holds ${folder} has only ${megabytes(available)} MB left: free at least ${megabytes(neededBytes)} MB and start again.`,
  );
}

function availableBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
