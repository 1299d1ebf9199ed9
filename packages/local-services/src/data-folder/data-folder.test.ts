import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('a second start on the same folder is refused and says where the first one is', async () => {
  const lock = await lockDataFolder(folder);
  lock.note('http://127.0.0.1:4200');
  await expect(lockDataFolder(folder)).rejects.toThrow(
    /already runs on .* \(process \d+, http:\/\/127\.0\.0\.1:4200\)/,
  );
  lock.release();
  (await lockDataFolder(folder)).release();
});

test('the lock is gone when its process was killed', async () => {
  const module = new URL('./lock-data-folder.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((m) => { m.lockDataFolder(${JSON.stringify(folder)}).then(() => { gc(); console.log('locked'); }); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['--expose-gc', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    await expect(lockDataFolder(folder)).rejects.toThrow(new RegExp(`process ${child.pid}`));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  (await lockDataFolder(folder)).release();
});

test.runIf(process.platform === 'linux')(
  'a second start is refused also when somebody deleted the lock, and what else lies in the folder',
  async () => {
    const lock = await lockDataFolder(folder);
    emptyDataFolder(folder);
    for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
    await expect(lockDataFolder(folder)).rejects.toThrow(/already runs/);
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    await expect(lockDataFolder(link)).rejects.toThrow(/already runs/);
    rmSync(link);
    lock.release();
    (await lockDataFolder(folder)).release();
  },
);

test('a file in the place of the folder is refused in one sentence', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  await expect(lockDataFolder(file)).rejects.toThrow(/is not a folder: choose another/);
});

test('--fresh empties a folder of ours and refuses any other', async () => {
  writeFileSync(path.join(folder, 'thesis.txt'), 'precious');
  expect(() => refuseForeignFolder(folder)).toThrow(/not Dayshift's/);
  rmSync(path.join(folder, 'thesis.txt'));
  refuseForeignFolder(folder);
  const lock = await lockDataFolder(folder);
  writeFileSync(path.join(folder, 'temporal.db'), '');
  refuseForeignFolder(folder);
  emptyDataFolder(folder);
  expect(existsSync(path.join(folder, 'temporal.db'))).toBe(false);
  await expect(lockDataFolder(folder)).rejects.toThrow(/already runs/);
  lock.release();
});

test('a disk with 12 MB left is refused with the number', () => {
  expect(() => checkDiskSpace(folder, 12 * 1024 * 1024)).toThrow(/only 12 MB left: free at least 64 MB/);
  checkDiskSpace(folder);
});
