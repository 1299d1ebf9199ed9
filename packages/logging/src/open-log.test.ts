import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lines } from './lines.ts';
import { openLog } from './open-log.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-log-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Linux has a device on which every write fails as on a full disk. */
const fullDisk = '/dev/full';
const hasFullDisk = process.platform === 'linux';

test.runIf(hasFullDisk)('a log on a full disk stops nothing', () => {
  const log = openLog({ file: fullDisk });
  for (let line = 0; line < 100; line += 1) log.error({ err: new Error('no room') }, 'still here');
});

test.runIf(hasFullDisk)('a process whose output and log are on a full disk goes on to its end', () => {
  const index = path.join(import.meta.dirname, 'index.ts');
  const program = `
    const { openLog } = await import(${JSON.stringify(index)});
    const log = openLog({});
    for (let line = 0; line < 50; line += 1) { log.info('a line'); console.log('a word'); }
    setTimeout(() => { log.info('later'); process.exit(7); }, 50);`;
  const full = openSync(fullDisk, 'w');
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', full, full],
  });
  closeSync(full);
  expect(status).toBe(7);
});

test.runIf(hasFullDisk)('what could not be written is counted and said when there is room again', () => {
  mkdirAgain();
  const file = path.join(folder, 'log');
  let target = fullDisk;
  let descriptor = openSync(target, 'w');
  const log = lines(() => descriptor);
  log.write('one\n');
  log.write('two\n');
  // The same number, another file: as when somebody made room.
  closeSync(descriptor);
  target = file;
  descriptor = openSync(target, 'w');
  log.write('three\n');
  closeSync(descriptor);
  expect(readFileSync(file, 'utf8')).toMatch(/"lost":2.*could not be written"}\nthree\n$/);
});

test('a log whose folder is not there yet begins when it is', () => {
  const file = path.join(folder, 'later', 'log');
  const log = openLog({ file });
  log.info('lost');
  execFileSync('mkdir', ['-p', path.dirname(file)]);
  log.info('kept');
  expect(readFileSync(file, 'utf8')).toContain('"msg":"kept"');
});

test('a large log is put aside once', () => {
  mkdirAgain();
  const file = path.join(folder, 'log');
  writeFileSync(file, 'x'.repeat(20_000_001));
  openLog({ file }).info('new');
  expect(readFileSync(file, 'utf8')).toContain('"msg":"new"');
  expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(20_000_001);
});

function mkdirAgain(): void {
  execFileSync('mkdir', ['-p', folder]);
}
