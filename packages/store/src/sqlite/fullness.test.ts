import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleCollections } from '../contract/sample-collections.ts';
import { openStoreOf } from '../open-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dayshift-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (mostBytes?: number) =>
  openStoreOf(sampleCollections, { sqliteFile: path.join(folder, 'store.db'), mostBytes });
const aTask = (id: string, bytes: number) => ({
  id,
  workspaceId: 'w',
  title: 'x'.repeat(bytes),
  state: 'open' as const,
  points: 1,
});

async function fill(store: Awaited<ReturnType<typeof open>>): Promise<number> {
  for (let written = 0; ; written += 1) {
    try {
      await store.tasks.insert(aTask(`t${written}`, 40_000));
    } catch (error) {
      expect(error).toMatchObject({
        name: 'StoreFullError',
        message: expect.stringContaining('free some space'),
      });
      return written;
    }
  }
}

test('a full store says so by name, is not healthy, loses nothing, and goes on by itself', async () => {
  const store = await open(2_000_000);
  expect(await store.isHealthy()).toBe(true);
  const written = await fill(store);
  expect(written).toBeGreaterThan(5);
  expect(await store.isHealthy()).toBe(false);
  // What is there can be read, and what needs no room can be written.
  expect(await store.tasks.count({ workspaceId: 'w' })).toBe(written);
  for (let index = 0; index < written / 2; index += 1) await store.tasks.remove(`t${index}`, 1);
  expect(await store.isHealthy()).toBe(true);
  expect(await store.tasks.insert(aTask('again', 40_000))).toBe('inserted');
  await store.close();
});

/** A file system of 24 MB of our own, where the machine lets us make one. */
const disk = path.join(tmpdir(), `dayshift-disk-${process.pid}`);
const canMount = process.platform === 'linux' && mounts();

test.runIf(canMount)(
  'a disk that is really full is told from a broken one, and goes on when there is room',
  async () => {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
    try {
      const store = await openStoreOf(sampleCollections, { sqliteFile: path.join(disk, 'store.db') });
      execFileSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'ballast')}`, 'bs=1M', 'count=20'], {
        stdio: 'ignore',
      });
      const written = await fill(store);
      expect(await store.isHealthy()).toBe(false);
      rmSync(path.join(disk, 'ballast'));
      expect(await store.isHealthy()).toBe(true);
      expect(await store.tasks.insert(aTask('again', 40_000))).toBe('inserted');
      expect(await store.tasks.count({ workspaceId: 'w' })).toBe(written + 1);
      await store.close();
    } finally {
      execFileSync('/bin/umount', [disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
);

function mounts(): boolean {
  try {
    execFileSync('mkdir', ['-p', disk]);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    execFileSync('/bin/umount', [disk]);
    return true;
  } catch {
    rmSync(disk, { recursive: true, force: true });
    return false;
  }
}
