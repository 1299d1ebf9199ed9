import { existsSync, renameSync, statSync } from 'node:fs';
import { pino } from 'pino';
import { logFile } from '../data-folder.ts';

const largestBytes = 20_000_000;

/** The log of all services in the data folder. The previous one is kept once, so that it does not grow for ever. */
export function openLog(dataFolder: string, level: string | undefined): pino.Logger {
  const file = logFile(dataFolder);
  if (existsSync(file) && statSync(file).size > largestBytes) renameSync(file, `${file}.1`);
  // Written at once: there are few lines, and the last ones before a crash are those somebody needs.
  return pino({ level: level || 'info' }, pino.destination({ dest: file, sync: true }));
}
