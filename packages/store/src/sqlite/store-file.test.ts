import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleCollections } from '../contract/sample-collections.ts';
import { declareCollection } from '../declaration.ts';
import { StoreOpenError } from '../errors.ts';
import { openStoreOf } from '../open-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dayshift-file-'));
  file = path.join(folder, 'data', 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openStoreOf(sampleCollections, { sqliteFile: file });

async function aStoreWith(count: number): Promise<void> {
  const store = await open();
  for (let index = 0; index < count; index += 1)
    await store.tasks.insert({
      id: `t${index}`,
      workspaceId: 'w',
      title: 'x'.repeat(500),
      state: 'open',
      points: index,
    });
  await store.close();
}

async function expectRefused(sentence: RegExp): Promise<void> {
  const before = readFileSync(file);
  const refusal = await open().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(StoreOpenError);
  const { message } = refusal as StoreOpenError;
  expect(message).toMatch(sentence);
  expect(message).toContain(file);
  expect(message).not.toContain('\n');
  expect(readFileSync(file).equals(before)).toBe(true);
}

test('a new file is made with its folder, says what it is, and leaves nothing half made', async () => {
  const store = await open();
  expect(store.kind).toBe('sqlite');
  expect(store.label).toMatch(/^SQLite 3\.\d+\.\d+, file .*store\.db$/);
  expect(await store.isHealthy()).toBe(true);
  await store.close();
  expect(readdirSync(path.dirname(file))).toEqual(['store.db']);
});

test('what was written is there after closing and opening', async () => {
  await aStoreWith(3);
  const store = await open();
  expect(await store.tasks.count({ workspaceId: 'w', state: 'open' })).toBe(3);
  await store.close();
});

test.each([
  ['is no database at all', () => writeFileSync(file, 'Dear store,\n'.repeat(900))],
  ['is empty', () => truncateSync(file, 0)],
  ['is cut short', () => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
  ['has a page overwritten', () => overwrite(8192 * 2, 4096)],
  ['has one value of an indexed field overwritten', () => overwriteText('"points":77', '"points":78')],
])('a file that %s is refused and left as it was', async (_, damage) => {
  await aStoreWith(100);
  damage();
  await expectRefused(/is damaged|is empty/);
});

test('a file of a newer program is refused and left as it was', async () => {
  await aStoreWith(1);
  const database = new DatabaseSync(file);
  database.exec("UPDATE meta SET value = 2 WHERE key = 'format'");
  database.close();
  await expectRefused(/newer Dayshift \(format 2, this one knows 1\)/);
});

test('a SQLite file of another program is refused and left as it was', async () => {
  await aStoreWith(1);
  rmSync(file);
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE songs (title TEXT)');
  database.close();
  await expectRefused(/another program/);
});

test('a place that cannot be written to is told in one sentence', async () => {
  writeFileSync(path.join(folder, 'taken'), '');
  const opened = openStoreOf(sampleCollections, { sqliteFile: path.join(folder, 'taken', 'store.db') });
  await expect(opened).rejects.toThrow(/cannot be opened \(.+\): check that/);
});

test('an index declared later is there for documents written before', async () => {
  await aStoreWith(4);
  const grown = {
    tasks: declareCollection({
      ...sampleCollections.tasks,
      indexes: [{ by: ['workspaceId', 'title'], order: 'points' }],
    }),
  };
  const store = await openStoreOf(grown, { sqliteFile: file });
  const where = { workspaceId: 'w', title: 'x'.repeat(500) };
  expect(
    await store.tasks.find({ where, order: { by: 'points', direction: 'descending' }, limit: 2 }),
  ).toHaveLength(2);
  await store.close();
});

test('several processes may start on a file that is not there yet', async () => {
  const program = fileURLToPath(new URL('../contract/write-one.ts', import.meta.url));
  const starts = Array.from({ length: 5 }, async (_, index) => {
    const child = spawn(process.execPath, [program, file, `t${index}`], { stdio: 'inherit' });
    const [code] = await once(child, 'close');
    return code;
  });
  expect(await Promise.all(starts)).toEqual([0, 0, 0, 0, 0]);
  const store = await open();
  expect(await store.tasks.count({ workspaceId: 'w', state: 'open' })).toBe(5);
  await store.close();
  expect(readdirSync(path.dirname(file))).toEqual(['store.db']);
});

test('what was confirmed before a kill -9 is there afterwards', async () => {
  await aStoreWith(0);
  const program = fileURLToPath(new URL('../contract/write-forever.ts', import.meta.url));
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let confirmed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    confirmed += text;
    if (confirmed.length > 2000) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const lines = confirmed.slice(0, confirmed.lastIndexOf('\n')).split('\n');
  const store = await open();
  expect(await store.tasks.count({ workspaceId: 'w', state: 'open' })).toBeGreaterThanOrEqual(lines.length);
  expect(await store.tasks.get(lines.at(-1) ?? '')).toBeDefined();
  await store.close();
});

function overwrite(from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}

function overwriteText(text: string, other: string): void {
  const bytes = readFileSync(file);
  bytes.write(other, bytes.indexOf(text));
  writeFileSync(file, bytes);
}
