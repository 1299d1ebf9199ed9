import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopProcess } from './stop-process.ts';

export type SupervisedService = {
  /** Starts one attempt. */
  launch: () => ChildProcess;
  /** Resolves when the service answers, rejects with a reason for a person when it never will. */
  becomesHealthy: (child: ChildProcess) => Promise<void>;
  /** A cheap question to a running service; false several times in a row means it hangs. */
  isHealthy: () => Promise<boolean>;
  onDown: (reason: string, restartInMs: number) => void;
  onUp: () => void;
  checkEveryMs?: number;
};

export type Supervision = { pid: () => number | undefined; stop: () => Promise<void> };

const firstPauseMs = 200;
const longestPauseMs = 10_000;
const steadyAfterMs = 60_000;
const missedChecksUntilHung = 6;

/**
 * Keeps a child process alive: it is started again with growing pauses when it dies, and killed first when it hangs.
 * The first start is different: when that one fails, the caller hears why and nothing is left running.
 */
export async function supervise(service: SupervisedService): Promise<Supervision> {
  let child = service.launch();
  let stopping = false;
  const stopped = new AbortController();
  try {
    await service.becomesHealthy(child);
  } catch (error) {
    await end(child);
    throw error;
  }

  const keepAlive = async () => {
    let pauseMs = firstPauseMs;
    let upSince = Date.now();
    while (!stopping) {
      const reason = await ended(child, service, stopped.signal);
      if (stopping) return;
      if (Date.now() - upSince > steadyAfterMs) pauseMs = firstPauseMs;
      service.onDown(reason, pauseMs);
      await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (stopping) return;
      child = service.launch();
      upSince = Date.now();
      const cameUp = await service.becomesHealthy(child).then(
        () => true,
        () => false,
      );
      if (cameUp && !stopping) service.onUp();
      else if (!stopping) await end(child);
    }
  };
  const kept = keepAlive();

  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      stopped.abort();
      await end(child);
      await kept;
    },
  };
}

/** Waits until the child is gone and says why. A child that stops answering is killed, so that it is gone too. */
async function ended(child: ChildProcess, service: SupervisedService, signal: AbortSignal): Promise<string> {
  let missed = 0;
  let hung = false;
  const checks = setInterval(async () => {
    missed = (await service.isHealthy()) ? 0 : missed + 1;
    if (missed < missedChecksUntilHung || signal.aborted || hasExited(child)) return;
    hung = true;
    child.kill('SIGKILL');
  }, service.checkEveryMs ?? 10_000);
  try {
    await exited(child);
  } finally {
    clearInterval(checks);
  }
  return hung ? 'stopped answering' : howItEnded(child);
}

export function exited(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

export function howItEnded(child: ChildProcess): string {
  if (child.signalCode !== null) return `was ended by ${child.signalCode}`;
  return `ended with exit code ${child.exitCode ?? 'unknown'}`;
}

function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasExited(child) || child.pid === undefined) return;
  await Promise.all([stopProcess(child.pid), exited(child)]);
}
