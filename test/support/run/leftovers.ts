import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a run of the tests began is known by this in its environment: the process id of `npm test`. */
const mark = 'DAYSHIFT_TEST_RUN';
const prefix = 'dayshift-run-';

/** A temporary folder that is one run's own, for everything its tests make, and the mark of everything they start. */
export interface Place {
  environment: NodeJS.ProcessEnv;
  /** Names of what stages left behind in it. */
  left(): string[];
  /** Ends what is still running and removes the folder. */
  clear(): void;
}

/** Also clears up after runs that were killed: whoever made them is gone. */
export function placeOfThisRun(): Place {
  for (const pid of markedRuns()) if (!isAlive(pid)) endProcesses(pid);
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && !isAlive(pid)) remove(path.join(tmpdir(), name));
  }
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  return {
    environment: { TMPDIR: folder, [mark]: String(process.pid) },
    left: () => readdirSync(folder),
    clear() {
      endProcesses(process.pid);
      remove(folder);
    },
  };
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function markedRuns(): Set<number> {
  return new Set(markedProcesses().map(({ run }) => run));
}

function endProcesses(run: number): void {
  for (const { pid, run: of } of markedProcesses()) {
    if (of !== run || pid === process.pid) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  }
}

/** Where the system tells the environment of processes; elsewhere nothing is known, and nothing is ended. */
function markedProcesses(): { pid: number; run: number }[] {
  return pids().flatMap((pid) => {
    try {
      const run = new RegExp(`(?:^|\\0)${mark}=(\\d+)\\0`).exec(
        readFileSync(`/proc/${pid}/environ`, 'utf8'),
      )?.[1];
      return run === undefined ? [] : [{ pid, run: Number(run) }];
    } catch {
      return []; // Gone, or somebody else's.
    }
  });
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
