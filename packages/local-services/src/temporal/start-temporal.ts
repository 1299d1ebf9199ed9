import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.ts';
import { freePort } from '../process/free-port.ts';
import { exited, howItEnded, supervise } from '../process/supervise.ts';
import type { Environment, Say } from '../say.ts';
import { askTemporal } from './ask-temporal.ts';
import { type FindTemporalCli, findTemporalCli, type TemporalCli } from './find-temporal-cli.ts';
import { forgetServer, noteServer, stopLeftOverServer } from './left-over-server.ts';
import { databaseFile, readServerRecord, writeServerRecord } from './server-record.ts';
import { temporalArguments } from './temporal-arguments.ts';

export type RunningTemporal = {
  address: string;
  namespace: string;
  /** For people: which server, and where it came from. */
  label: string;
  /** Of the server we started; undefined for one that was already there. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

export type StartTemporal = {
  /** Must be locked by the caller (lockDataFolder). */
  dataFolder: string;
  cacheFolder: string;
  environment: Environment;
  say: Say;
  fetchers?: FindTemporalCli['fetchers'];
  /** Server settings on top of ours, `key=value`: tests make limits small with them. */
  dynamicConfig?: readonly string[];
};

const patienceMs = 60_000;
/** How often a first start takes other ports, when somebody else was quicker to take one that was free a moment ago. */
const startTries = 3;

/** The Temporal server that Dayshift runs on: the one at TEMPORAL_ADDRESS, or our own, supervised, on the data folder. */
export async function startTemporal(options: StartTemporal): Promise<RunningTemporal> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace = 'default' } = options.environment;
  if (address) {
    return {
      address,
      namespace,
      label: `the Temporal server at ${address} (TEMPORAL_ADDRESS)`,
      pid: () => undefined,
      stop: async () => undefined,
    };
  }
  // One spelling of the folder, so that a left-over server is recognised by the file on its command line.
  const dataFolder = realpathSync(options.dataFolder);
  await stopLeftOverServer(dataFolder, options.say);
  const recorded = readServerRecord(dataFolder);
  const cli = await findTemporalCli({ ...options, neededServer: recorded?.serverVersion });
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOwn(cli, dataFolder, options);
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === startTries) throw error;
    }
  }
}

async function startOwn(
  cli: TemporalCli,
  dataFolder: string,
  options: StartTemporal,
): Promise<RunningTemporal> {
  const { say } = options;
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const args = temporalArguments({
    databaseFile: databaseFile(dataFolder),
    port,
    metricsPort: await freePort(),
    dynamicConfig: options.dynamicConfig,
  });
  const logFile = path.join(dataFolder, 'temporal.log');
  const isNew = !existsSync(databaseFile(dataFolder));
  if (isNew) say('Preparing Temporal for the first time…');

  const supervision = await supervise({
    launch: () => {
      const child = launch(cli.file, args, logFile, options.environment);
      if (child.pid !== undefined) noteServer(dataFolder, { pid: child.pid, port });
      return child;
    },
    becomesHealthy: (child) => waitUntilReady(child, address, logFile),
    isHealthy: async () => (await askTemporal(address, 5_000)) !== undefined,
    onDown: (reason, inMs) => say(`Temporal ${reason}; starting it again in ${inMs / 1000} s…`),
    onUp: () => say('Temporal is back, nothing was lost.'),
  });
  // Written once the server has answered: from now on this file belongs to this version.
  writeServerRecord(dataFolder, { serverVersion: cli.version.server });
  return {
    address,
    namespace: 'default',
    label: `Temporal ${cli.version.cli} (server ${cli.version.server}, from ${cli.from})`,
    pid: supervision.pid,
    stop: async () => {
      await supervision.stop();
      forgetServer(dataFolder);
    },
  };
}

function launch(file: string, args: string[], logFile: string, environment: Environment): ChildProcess {
  const isLarge = existsSync(logFile) && statSync(logFile).size > 10_000_000;
  const log = openSync(logFile, isLarge ? 'w' : 'a');
  try {
    // In its own process group: Ctrl-C reaches us alone, and the server ends last, after everything that uses it.
    return spawn(file, args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: onlyWhatItNeeds(environment),
    });
  } finally {
    closeSync(log);
  }
}

/** The server has no business with model keys and connection strings. */
function onlyWhatItNeeds(environment: Environment): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG'];
  return Object.fromEntries(
    names.map((name) => [name, environment[name]]).filter(([, value]) => value !== undefined),
  );
}

async function waitUntilReady(child: ChildProcess, address: string, logFile: string): Promise<void> {
  const end = Date.now() + patienceMs;
  let hasEnded = false;
  void exited(child).then(() => {
    hasEnded = true;
  });
  while (Date.now() < end) {
    if (hasEnded) throw whyItEnded(child, logFile);
    if (await askTemporal(address)) return;
    await sleep(50);
  }
  throw new CannotStart(
    `Temporal did not answer within ${patienceMs / 1000} s: read ${logFile} for the reason.`,
  );
}

/** A port of the server was free when it was chosen, and taken when it was used. */
class PortTaken extends CannotStart {}

function whyItEnded(child: ChildProcess, logFile: string): CannotStart {
  const tail = readFileSync(logFile, 'utf8').slice(-8_000);
  if (/no space left|disk is full/i.test(tail)) {
    return new CannotStart(
      `The disk that holds ${path.dirname(logFile)} is full, so Temporal could not start: free some space and start again.`,
    );
  }
  if (/malformed|file is not a database|disk image/i.test(tail)) {
    return new CannotStart(
      `Temporal's data in ${path.dirname(logFile)} is damaged: restore temporal.db from a backup, or start with --fresh.`,
    );
  }
  const said = /^(?:error|panic|fatal).*$/im.exec(tail)?.[0].slice(0, 300);
  const why = `Temporal ${howItEnded(child)} instead of starting${said ? ` (${said})` : ''}: read ${logFile} for the reason.`;
  return /address already in use/i.test(tail) ? new PortTaken(why) : new CannotStart(why);
}
