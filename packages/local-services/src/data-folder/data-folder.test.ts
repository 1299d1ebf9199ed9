import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDiskSpace } from './check-disk-space.ts';
import { emptyDataFolder, refuseForeignFolder } from './empty-data-folder.ts';
import { lockDataFolder } from './lock-data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'data-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a second start on the same folder is refused and says where the first one is', () => {
  const lock = lockDataFolder(folder);
  lock.note('http://127.0.0.1:4200');
  expect(() => lockDataFolder(folder)).toThrow(
    /already runs on .* \(process \d+, http:\/\/127\.0\.0\.1:4200\)/,
  );
  lock.release();
  lockDataFolder(folder).release();
});

test('the lock is gone when its process was killed', async () => {
  const module = new URL('./lock-data-folder.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((m) => { m.lockDataFolder(${JSON.stringify(folder)}); gc(); console.log('locked'); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['--expose-gc', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    expect(() => lockDataFolder(folder)).toThrow(new RegExp(`process ${child.pid}`));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  lockDataFolder(folder).release();
});

test('a file in the place of the folder is refused in one sentence', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(file)).toThrow(/is not a folder: choose another/);
});

test('--fresh empties a folder of ours and refuses any other', () => {
  writeFileSync(path.join(folder, 'thesis.txt'), 'precious');
  expect(() => refuseForeignFolder(folder)).toThrow(/not Dayshift's/);
  rmSync(path.join(folder, 'thesis.txt'));
  refuseForeignFolder(folder);
  const lock = lockDataFolder(folder);
  writeFileSync(path.join(folder, 'temporal.db'), '');
  refuseForeignFolder(folder);
  emptyDataFolder(folder);
  expect(existsSync(path.join(folder, 'temporal.db'))).toBe(false);
  expect(() => lockDataFolder(folder)).toThrow(/already runs/);
  lock.release();
});

test('a disk with 12 MB left is refused with the number', () => {
  expect(() => checkDiskSpace(folder, 12 * 1024 * 1024)).toThrow(/only 12 MB left: free at least 64 MB/);
  checkDiskSpace(folder);
});
