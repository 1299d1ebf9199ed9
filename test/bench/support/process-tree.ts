import { readdirSync, readFileSync } from 'node:fs';

/** Seconds per tick in /proc: USER_HZ is 100 on every Linux that Node runs on. */
const tickSeconds = 0.01;

interface ProcessTimes {
  parent: number;
  /** Changes when a process id is given out again. */
  startedAt: string;
  cpuSeconds: number;
}

/** True where the system tells what each process used; elsewhere figures of CPU are left out. */
export const canCountCpu = process.platform === 'linux';

/** A process and everything it started, by id. */
export function processTree(root: number): number[] {
  const all = readProcesses();
  const tree = [root];
  for (const pid of tree) {
    for (const [child, { parent }] of all) if (parent === pid) tree.push(child);
  }
  return tree;
}

/** CPU seconds, user and system, that these process trees have used so far. */
export function cpuSecondsOf(roots: readonly number[]): number {
  const tree = new Set(roots.flatMap(processTree));
  const all = readProcesses();
  return [...tree].reduce((sum, pid) => sum + (all.get(pid)?.cpuSeconds ?? 0), 0);
}

/** CPU seconds of all processes that are there now, by id and start. */
export function readCpu(): Map<string, { pid: number; cpuSeconds: number }> {
  return new Map(
    [...readProcesses()].map(([pid, { startedAt, cpuSeconds }]) => [
      `${pid} ${startedAt}`,
      { pid, cpuSeconds },
    ]),
  );
}

function readProcesses(): Map<number, ProcessTimes> {
  const found = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name in brackets may hold spaces: what follows its last bracket is regular.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      found.set(Number(name), {
        parent: Number(fields[1]),
        startedAt: fields[19] ?? '',
        cpuSeconds: (Number(fields[11]) + Number(fields[12])) * tickSeconds,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}
