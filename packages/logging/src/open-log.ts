import { existsSync, openSync, renameSync, statSync } from 'node:fs';
import { pino } from 'pino';
import { lines } from './lines.ts';

const largestBytes = 20_000_000;

/**
 * The log of a process: to a file, or to standard output. Lines are written at once, because the last ones before a crash are those
 * somebody needs, and one that cannot be written stops nothing. A large file is put aside, once, so that it does not grow for ever.
 */
export function openLog(options: { file?: string; name?: string; level?: string | undefined }): pino.Logger {
  const { file, name, level } = options;
  // What is printed beside the log must not end the process either, when its reader is gone or its disk full.
  for (const stream of [process.stdout, process.stderr])
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  if (file !== undefined) putAside(file);
  const destination = lines(() => (file === undefined ? 1 : openSync(file, 'a')));
  return pino({ level: level || 'info', ...(name !== undefined && { name }) }, destination);
}

function putAside(file: string): void {
  try {
    if (existsSync(file) && statSync(file).size > largestBytes) renameSync(file, `${file}.1`);
  } catch {
    // It grows on; the next start tries again.
  }
}
