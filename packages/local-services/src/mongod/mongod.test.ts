import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchMongod } from './launch-mongod.ts';
import { mongodLabel } from './mongod-label.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mongod-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const say = () => undefined;

test('the real MongoDB is called by its name and version', () => {
  expect(mongodLabel('db version v7.0.14\nBuild Info: {\n    "version": "7.0.14"\n}')).toBe('MongoDB 7.0.14');
});

test('a stand-in is named as what it is and never called MongoDB alone', () => {
  expect(mongodLabel('db version v5.0.0\nmongo-java-server 1.47.0 (stand-in, not MongoDB)\n')).toBe(
    'mongo-java-server 1.47.0 (stand-in, not MongoDB)',
  );
  expect(mongodLabel('db version v7.0.0\n')).toBe('an unknown server that says "db version v7.0.0"');
});

test('MONGODB_URI is used as it is, and printed without its password', async () => {
  const uri = 'mongodb://admin:secret@db.example:27017/dayshift';
  expect(await launchMongod({ environment: { MONGODB_URI: uri, PATH: '' }, say })).toMatchObject({
    uri,
    label: 'the server at MONGODB_URI (db.example:27017)',
  });
});

test('where there is none, the reason is told', async () => {
  expect(await launchMongod({ environment: { PATH: '' }, say })).toEqual({
    unavailable: 'no MONGODB_URI, no MONGOD_PATH, no mongod on PATH',
  });
  const fetchMongod = () =>
    Promise.reject(new Error('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }));
  expect(await launchMongod({ environment: { PATH: '' }, say, fetchMongod })).toEqual({
    unavailable:
      'no MONGODB_URI, no MONGOD_PATH, no mongod on PATH, and the download failed (getaddrinfo ENOTFOUND)',
  });
});

test('a mongod that ends at once is reported with what it said', async () => {
  const file = aMongod('echo "illegal instruction: this CPU has no AVX" >&2; exit 132');
  expect(await launchMongod({ environment: { MONGOD_PATH: file, PATH: '' }, say })).toEqual({
    unavailable: 'MongoDB 7.0.14 did not start (illegal instruction: this CPU has no AVX)',
  });
});

test('a mongod is started on a free port and ends when it is stopped', async () => {
  const listen = 'require("net").createServer().listen(process.argv[2], "127.0.0.1")';
  const file = aMongod(`exec "${process.execPath}" -e '${listen}' -- "$1" "$2"`);
  const running = await launchMongod({ environment: { MONGOD_PATH: file, PATH: '/usr/bin:/bin' }, say });
  if ('unavailable' in running) throw new Error(running.unavailable);
  expect(running.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/$/);
  expect(running.label).toBe('MongoDB 7.0.14');
  await running.stop();
});

function aMongod(whenStarted: string): string {
  const file = path.join(folder, 'mongod');
  writeFileSync(
    file,
    `#!/bin/sh\nif [ "$1" = --version ]; then echo "db version v7.0.14"; echo "Build Info: {"; exit 0; fi\n${whenStarted}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}
