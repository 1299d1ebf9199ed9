import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyItFailed } from '../download.ts';
import { findOnPath } from '../process/find-on-path.ts';
import { freePort } from '../process/free-port.ts';
import { runCommand } from '../process/run-command.ts';
import { stopProcess } from '../process/stop-process.ts';
import { exited } from '../process/supervise.ts';
import type { Environment, Say } from '../say.ts';
import { mongodLabel } from './mongod-label.ts';

export type RunningMongod = { uri: string; label: string; stop: () => Promise<void> };

export type LaunchMongod = {
  environment: Environment;
  say: Say;
  /** Fetches mongod when there is none and returns its path. Given by the tests, so that the product needs no downloader. */
  fetchMongod?: () => Promise<string>;
};

const patienceMs = 60_000;

/** A MongoDB for tests, empty and on a port of its own, or the reason why there is none. */
export async function launchMongod(options: LaunchMongod): Promise<RunningMongod | { unavailable: string }> {
  const { environment, say } = options;
  const { DAYSHIFT_TEST_MONGODB_URI: shared, DAYSHIFT_TEST_MONGODB_LABEL: sharedLabel } = environment;
  // `npm test` starts one server for all its stages and names it in these.
  if (shared && sharedLabel) return { uri: shared, label: sharedLabel, stop: async () => undefined };
  if (environment.MONGODB_URI) {
    const label = `the server at MONGODB_URI (${hostOf(environment.MONGODB_URI)})`;
    return { uri: environment.MONGODB_URI, label, stop: async () => undefined };
  }
  const found = environment.MONGOD_PATH || findOnPath(['mongod'], environment);
  if (found) return launch(found, say);
  if (options.fetchMongod === undefined)
    return { unavailable: 'no MONGODB_URI, no MONGOD_PATH, no mongod on PATH' };
  try {
    say('Downloading MongoDB for the tests…');
    return await launch(await options.fetchMongod(), say);
  } catch (error) {
    return {
      unavailable: `no MONGODB_URI, no MONGOD_PATH, no mongod on PATH, and the download failed (${firstLine(whyItFailed(error))})`,
    };
  }
}

async function launch(file: string, say: Say): Promise<RunningMongod | { unavailable: string }> {
  const version = await runCommand(file, ['--version'], { timeoutMs: 5 * 60_000 });
  if (version.code !== 0) {
    return { unavailable: `${file} does not run (${firstLine(version.error?.message ?? version.output)})` };
  }
  const label = mongodLabel(version.output);
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-mongod-'));
  const port = await freePort();
  say(`Starting ${label} for the tests…`);
  const child = spawn(file, ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let reason = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    reason = (reason + text).slice(-2_000);
  });
  let hasEnded = false;
  const gone = exited(child).then(() => {
    hasEnded = true;
  });
  const stop = async () => {
    if (child.pid !== undefined && !hasEnded) await Promise.all([stopProcess(child.pid), gone]);
    rmSync(folder, { recursive: true, force: true });
  };

  const end = Date.now() + patienceMs;
  while (Date.now() < end && !hasEnded) {
    if (await listens(port)) return { uri: `mongodb://127.0.0.1:${port}/`, label, stop };
    await sleep(50);
  }
  await stop();
  return { unavailable: `${label} did not start (${firstLine(reason) || 'no reason given'})` };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Without user and password: this is printed. */
function hostOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'unreadable address';
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
