import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFirstField } from './ask-temporal.ts';
import { releaseUrl } from './fetch-official-cli.ts';
import { refuseOtherDigest } from './fetch-wheel-cli.ts';
import { readServerRecord, writeServerRecord } from './server-record.ts';
import { temporalArguments } from './temporal-arguments.ts';
import { parseTemporalCliVersion } from './temporal-cli-version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'temporal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the CLI tells its own version and that of its server', () => {
  expect(parseTemporalCliVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toEqual({
    cli: '1.9.1',
    server: '1.32.0',
  });
  expect(parseTemporalCliVersion('Python 3.11.7')).toBeUndefined();
});

test('a binary with another digest than the pinned one is refused', () => {
  expect(() => refuseOtherDigest(Buffer.from('malware'), '00')).toThrow(
    /has the digest [0-9a-f]{64}, not the pinned/,
  );
});

test('the official download is asked in Temporal’s own words', () => {
  expect(releaseUrl('v1.9.1', 'linux', 'x64')).toBe(
    'https://temporal.download/cli/v1.9.1?arch=amd64&platform=linux&sdk-name=sdk-typescript&sdk-version=1.24.0',
  );
});

test('the server listens on loopback only, without its web page', () => {
  const args = temporalArguments({ databaseFile: '/data/temporal.db', port: 7001, metricsPort: 7002 });
  expect(args.join(' ')).toContain('start-dev --headless --ip 127.0.0.1');
  expect(args.join(' ')).toContain('--db-filename /data/temporal.db');
});

test('the server that wrote the data is remembered, and a damaged note is not guessed about', () => {
  expect(readServerRecord(folder)).toBeUndefined();
  writeFileSync(path.join(folder, 'temporal.db'), '');
  writeServerRecord(folder, { serverVersion: '1.32.0' });
  expect(readServerRecord(folder)).toEqual({ serverVersion: '1.32.0' });
  writeFileSync(path.join(folder, 'temporal.json'), '{');
  expect(() => readServerRecord(folder)).toThrow(/temporal\.json is damaged/);
});

test('a version is read from the bytes of GetSystemInfo', () => {
  expect(readFirstField(Buffer.from('\x0a\x061.32.0\x12\x02\x08\x01', 'latin1'))).toBe('1.32.0');
  expect(readFirstField(Buffer.alloc(0))).toBe('');
});
