import path from 'node:path';

/** Where the embedded store lives in the data folder. */
export function storeFile(dataFolder: string): string {
  return path.join(dataFolder, 'dayshift.db');
}

/** What the services write for those who look for a fault; the terminal shows only what matters. */
export function logFile(dataFolder: string): string {
  return path.join(dataFolder, 'dayshift.log');
}
