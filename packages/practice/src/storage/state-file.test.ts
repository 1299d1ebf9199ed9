import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openStateFile } from './state-file.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const schema = z.object({ count: z.number() });

function aFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'practice-state-'));
  folders.push(folder);
  return path.join(folder, 'state.json');
}

it('what was saved is there after opening the file again', async () => {
  const file = aFile();
  const first = openStateFile(file, schema, { count: 0 });
  const saves = [];
  for (let count = 1; count <= 20; count += 1) {
    first.state.count = count;
    saves.push(first.save());
  }
  await Promise.all(saves);
  expect(openStateFile(file, schema, { count: 0 }).state).toEqual({ count: 20 });
});

it('a damaged file is named and stays as it is', () => {
  const file = aFile();
  writeFileSync(file, '{"count":');
  expect(() => openStateFile(file, schema, { count: 0 })).toThrow(`cannot read ${file}`);
  expect(readFileSync(file, 'utf8')).toBe('{"count":');
});
