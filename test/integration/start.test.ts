import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DayshiftProcess, processesOn, runDayshift } from '../support/dayshift-process.ts';

let dataFolder: string;
const started: DayshiftProcess[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'dayshift-start-'));
});
afterEach(async () => {
  for (const dayshift of started.splice(0)) {
    dayshift.child.kill('SIGKILL');
    await dayshift.ended();
  }
  for (const pid of processesOn(dataFolder)) process.kill(pid, 'SIGKILL');
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
});

test('it says when it is ready, serves the sign-in link, and Ctrl-C leaves nothing running', async () => {
  const dayshift = start();
  const link = await dayshift.ready();
  const origin = new URL(link).origin;
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect((await fetch(link)).status).toBe(200);
  dayshift.child.kill('SIGINT');
  expect(await dayshift.ended()).toBe(0);
  expect(dayshift.output()).toContain('Dayshift is stopped.');
  expect(processesOn(dataFolder)).toEqual([]);
  await expect(fetch(`${origin}/readyz`)).rejects.toThrow();
});

test('killed with everything it started, it comes back by itself within ten seconds', async () => {
  const first = start();
  await first.ready();
  for (const pid of processesOn(dataFolder)) process.kill(pid, 'SIGKILL');
  await first.ended();

  const began = Date.now();
  const second = start();
  await second.ready();
  expect(Date.now() - began).toBeLessThan(10_000);
});

test('killed alone, its Temporal is stopped by the next start', async () => {
  const first = start();
  await first.ready();
  first.child.kill('SIGKILL');
  await first.ended();
  expect(processesOn(dataFolder)).toHaveLength(1);
  const second = start();
  await second.ready();
  expect(second.output()).toContain('left over from last time');
  expect(processesOn(dataFolder)).toHaveLength(2);
});

test('a second start on the same folder is refused and the first goes on', async () => {
  const first = start();
  const link = await first.ready();
  await refused(start(), /^Dayshift already runs on .* \(process \d+, http:.*\): use that one/);
  expect((await fetch(`${new URL(link).origin}/readyz`)).status).toBe(200);
});

test('a port in use is one sentence, before anything is started', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as net.AddressInfo; // A TCP server that listens has an AddressInfo.
  await refused(start(['--port', String(port)]), new RegExp(`^Port ${port} is in use by another program`));
  other.close();
});

test('a store that is damaged is one sentence and stays as it is', async () => {
  const file = path.join(dataFolder, 'dayshift.db');
  writeFileSync(file, 'no store');
  await refused(start(), /store file .* is damaged/);
  expect(readFileSync(file, 'utf8')).toBe('no store');
});

test('a Temporal CLI that is none is one sentence', async () => {
  const environment = { ...process.env, TEMPORAL_CLI_PATH: '/bin/true' };
  await refused(start([], environment), /^TEMPORAL_CLI_PATH points to \/bin\/true/m);
});

test('without a network and without Temporal it says what to do', async () => {
  const tools = path.join(dataFolder, 'tools');
  mkdirSync(tools);
  copyFileSync('/bin/true', path.join(tools, 'python3'));
  // A proxy that is not there is a network that is not there.
  const environment = {
    PATH: tools,
    HOME: dataFolder,
    DAYSHIFT_CACHE: path.join(dataFolder, 'cache'),
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  };
  await refused(
    start([], environment),
    /^Temporal could not be found or fetched \(.*\): connect to a network, or install the Temporal CLI/m,
  );
});

function start(flags: readonly string[] = [], environment: NodeJS.ProcessEnv = process.env): DayshiftProcess {
  const dayshift = runDayshift(['start', '--data', dataFolder, '--no-open', ...flags], environment);
  started.push(dayshift);
  return dayshift;
}

/** It ends by itself with a failure, one sentence as its last line, no stack, and nothing left running. */
async function refused(dayshift: DayshiftProcess, sentence: RegExp): Promise<void> {
  const running = processesOn(dataFolder).filter((pid) => pid !== dayshift.child.pid);
  expect(await dayshift.ended()).toBe(1);
  expect(dayshift.output().trim().split('\n').at(-1)).toMatch(sentence);
  expect(dayshift.output()).not.toMatch(/^\s+at /m);
  expect(processesOn(dataFolder)).toEqual(running);
}
