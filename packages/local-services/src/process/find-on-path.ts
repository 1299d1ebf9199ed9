import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../say.ts';

/** The first executable of one of these names on PATH, as an absolute path. */
export function findOnPath(names: readonly string[], environment: Environment): string | undefined {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
