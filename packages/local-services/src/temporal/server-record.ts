import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../cannot-start.ts';

/** Which server wrote the data file. The server does not migrate a file, so another version must not open it. */
export type ServerRecord = { serverVersion: string };

export function databaseFile(dataFolder: string): string {
  return path.join(dataFolder, 'temporal.db');
}

export function readServerRecord(dataFolder: string): ServerRecord | undefined {
  if (!existsSync(databaseFile(dataFolder)) || !existsSync(recordFile(dataFolder))) return undefined;
  const record = parse(recordFile(dataFolder));
  if (record !== undefined) return record;
  throw new CannotStart(
    `${recordFile(dataFolder)} is damaged, so the server that wrote the data is not known: restore it as {"serverVersion":"…"} or start with --fresh.`,
  );
}

export function writeServerRecord(dataFolder: string, record: ServerRecord): void {
  writeFileSync(recordFile(dataFolder), `${JSON.stringify(record)}\n`);
}

function recordFile(dataFolder: string): string {
  return path.join(dataFolder, 'temporal.json');
}

function parse(file: string): ServerRecord | undefined {
  try {
    const { serverVersion } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ServerRecord>;
    return typeof serverVersion === 'string' && serverVersion !== '' ? { serverVersion } : undefined;
  } catch {
    return undefined;
  }
}
