import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A stamp remembers what a step was last done for. It lives in node_modules, so a clean install forgets it. */
export function readStamp(root, name) {
  try {
    return readFileSync(stampFile(root, name), 'utf8');
  } catch {
    return undefined;
  }
}

export function writeStamp(root, name, value) {
  mkdirSync(path.dirname(stampFile(root, name)), { recursive: true });
  writeFileSync(stampFile(root, name), value);
}

function stampFile(root, name) {
  return path.join(root, 'node_modules', '.cache', 'dayshift', name);
}
