import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // It exists and belongs to somebody else.
  }
}

/** Asks a process to end and waits for it; only after the patience is over it is killed. */
export async function stopProcess(pid: number, patienceMs = 10_000): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return;
  if (await isGone(pid, patienceMs)) return;
  signal(pid, 'SIGKILL');
  await isGone(pid, 5_000);
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    if (!isAlive(pid)) return true;
    await sleep(50);
  }
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
