import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, type RunningTemporal, startTemporal } from '@dayshift/local-services';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dataFolder: string;
let said: string[];
const running: RunningTemporal[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'local-temporal-'));
  said = [];
});
afterEach(async () => {
  for (const temporal of running.splice(0)) await temporal.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('a server that is killed is started again on the same address with its workflows', async () => {
  const temporal = await start();
  await withClient(temporal.address, (client) => startWaiting(client, 'before-kill'));
  const killed = Number(temporal.pid());
  process.kill(killed, 'SIGKILL');
  await until(() => said.some((line) => line.startsWith('Temporal is back')));
  expect(temporal.pid()).not.toBe(killed);
  expect(said).toContainEqual(expect.stringContaining('was ended by SIGKILL; starting it again'));
  await withClient(temporal.address, async (client) => {
    expect((await client.workflow.getHandle('before-kill').describe()).status.name).toBe('RUNNING');
  });
});

test('a stopped server leaves nothing behind and the next one has its workflows', async () => {
  const first = await start();
  await withClient(first.address, (client) => startWaiting(client, 'kept'));
  const pid = Number(first.pid());
  await first.stop();
  expect(isRunning(pid)).toBe(false);
  const second = await start();
  await withClient(second.address, async (client) => {
    expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  });
});

test('a server left over from a killed Dayshift is stopped before a new one opens the data', async () => {
  const script = `
    import { startTemporal } from '@dayshift/local-services';
    const temporal = await startTemporal({ dataFolder: ${JSON.stringify(dataFolder)}, cacheFolder: ${JSON.stringify(cacheFolder(process.env))}, environment: process.env, say: () => {} });
    console.log(temporal.pid());
    setInterval(() => {}, 1000);`;
  const dayshift = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(dayshift.stdout, 'data')) as [Buffer];
  dayshift.kill('SIGKILL');
  await once(dayshift, 'exit');
  expect(isRunning(Number(pid))).toBe(true);

  const temporal = await start();
  expect(isRunning(Number(pid))).toBe(false);
  expect(said).toContainEqual(expect.stringContaining('left over from last time'));
  await withClient(temporal.address, (client) => startWaiting(client, 'works'));
});

test('data of another server version is refused before it is touched', async () => {
  const first = await start();
  await first.stop();
  const before = readFileSync(path.join(dataFolder, 'temporal.db'));
  writeFileSync(path.join(dataFolder, 'temporal.json'), '{"serverVersion":"1.99.0"}');
  await expect(start()).rejects.toThrow(/written by Temporal server 1\.99\.0 and .* is server 1\.\d+/);
  expect(readFileSync(path.join(dataFolder, 'temporal.db')).equals(before)).toBe(true);
});

test('damaged data is told in one sentence and nothing is left running', async () => {
  writeFileSync(
    path.join(dataFolder, 'temporal.db'),
    'this is not a database, it only has the name of one'.repeat(100),
  );
  await expect(start()).rejects.toThrow(/data in .* is damaged/);
  expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(dataFolder);
});

test('a port that is taken between being chosen and being used is not the end: the start takes others', async () => {
  const first = await start();
  const [cli] = execFileSync('ps', ['-o', 'args=', '-p', String(first.pid())])
    .toString()
    .split(' ');
  await first.stop();
  // The real server, but somebody is quicker the first time; in Temporal's own words.
  const unlucky = path.join(dataFolder, 'unlucky-temporal');
  const mark = path.join(dataFolder, 'was-unlucky');
  writeFileSync(
    unlucky,
    `#!/bin/sh
if [ "$1" = server ] && [ ! -e "${mark}" ]; then
  touch "${mark}"
  echo "Error: can't set frontend port 7233: listen tcp 127.0.0.1:7233: bind: address already in use" >&2
  exit 1
fi
exec "${cli}" "$@"
`,
    { mode: 0o755 },
  );
  const second = await start({ ...process.env, TEMPORAL_CLI_PATH: unlucky });
  expect(existsSync(mark)).toBe(true);
  await withClient(second.address, (client) => startWaiting(client, 'works'));
});

test.runIf(process.platform === 'linux')('the server listens on loopback and nowhere else', async () => {
  const temporal = await start();
  expect(listeningAddresses(Number(temporal.pid())).filter((address) => address !== '0100007F')).toEqual([]);
});

async function start(environment = process.env): Promise<RunningTemporal> {
  const temporal = await startTemporal({
    dataFolder,
    cacheFolder: cacheFolder(process.env),
    environment,
    say: (line) => said.push(line),
  });
  running.push(temporal);
  return temporal;
}

async function withClient(address: string, use: (client: Client) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** Nobody polls the queue, so the workflow stays open until somebody looks for it. */
async function startWaiting(client: Client, workflowId: string): Promise<void> {
  await client.workflow.start('nobody-runs-this', { workflowId, taskQueue: 'nobody', args: [] });
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`waited a minute in vain; said: ${said.join(' | ')}`);
    await sleep(50);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The local addresses (hexadecimal, as Linux writes them) of the sockets a process listens on. */
function listeningAddresses(pid: number): string[] {
  const inodes = new Set(
    execFileSync('sh', ['-c', `ls -l /proc/${pid}/fd`])
      .toString()
      .match(/socket:\[\d+\]/g)
      ?.map((text) => text.slice(8, -1)),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => fields[1]?.split(':')[0] ?? ''),
  );
}
