import { homedir } from 'node:os';
import path from 'node:path';
import type { Environment } from './say.ts';

/** Where fetched programs are kept, shared by all checkouts of this user. */
export function cacheFolder(environment: Environment): string {
  if (environment.DAYSHIFT_CACHE) return path.resolve(environment.DAYSHIFT_CACHE);
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'dayshift');
  return path.join(environment.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'dayshift');
}
