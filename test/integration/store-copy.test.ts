import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockDataFolder } from '@dayshift/local-services';
import { openStore } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = path.resolve(import.meta.dirname, '../../apps/cli/src/main.ts');

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-copy-'));
  const store = await openStore({ sqliteFile: path.join(folder, 'dayshift.db') });
  await store.settings.insert({ id: 'greeting', workspaceId: 'main', value: 'Grüß Gott' });
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an installation is copied into another store, and a second time changes nothing', async () => {
  const target = path.join(folder, 'copy.db');
  for (const _time of ['first', 'second']) {
    const { status, stdout, stderr } = dayshift('--to', target);
    expect(stderr).toBe('');
    expect(stdout).toContain('Copied 1 document.');
    expect(status).toBe(0);
  }
  const copy = await openStore({ sqliteFile: target });
  expect(await copy.settings.get('greeting')).toMatchObject({ value: 'Grüß Gott' });
  await copy.close();
});

test('a running Dayshift is not copied', async () => {
  const lock = await lockDataFolder(folder);
  const { status, stderr } = dayshift('--to', path.join(folder, 'copy.db'));
  lock.release();
  expect(stderr).toMatch(/^Dayshift already runs on .*\n$/);
  expect(status).toBe(1);
});

test('a target that does not answer is one sentence', () => {
  const { status, stderr } = dayshift('--to', 'mongodb://127.0.0.1:9/x?serverSelectionTimeoutMS=500');
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('MongoDB cannot be reached')]);
  expect(status).toBe(1);
});

function dayshift(...flags: string[]) {
  const args = [cli, 'store', 'copy', '--data', folder, ...flags];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}
