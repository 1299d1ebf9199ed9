import { readFileSync } from 'node:fs';
import { canCountCpu, processTree, readCpu } from './process-tree.ts';

/**
 * Watches how busy the machine is with what is not ours. The answer is cores, on average since the start: the machine's busy time
 * less what this process and everything it started used. Short-lived processes of ours count as others'.
 */
export function startForeignLoad(): () => number | undefined {
  if (!canCountCpu) return () => undefined;
  const began = Date.now();
  const busyBefore = busySeconds();
  const seen = new Map<string, { first: number; last: number }>();
  const look = () => {
    const ours = new Set(processTree(process.pid));
    for (const [id, { pid, cpuSeconds }] of readCpu()) {
      if (!ours.has(pid)) continue;
      const known = seen.get(id);
      if (known) known.last = cpuSeconds;
      else seen.set(id, { first: firstOf(id, cpuSeconds), last: cpuSeconds });
    }
  };
  // What ran before the part began starts from what it had used by then, and what began later from nothing.
  const before = new Map([...readCpu()].map(([id, { cpuSeconds }]) => [id, cpuSeconds]));
  const firstOf = (id: string, now: number) => (before.has(id) ? Math.min(before.get(id) ?? 0, now) : 0);
  look();
  const timer = setInterval(look, 1_000);
  return () => {
    clearInterval(timer);
    look();
    const ours = [...seen.values()].reduce((sum, { first, last }) => sum + last - first, 0);
    return Math.max(0, (busySeconds() - busyBefore - ours) / ((Date.now() - began) / 1000));
  };
}

function busySeconds(): number {
  const [, user, nice, system, , , irq, softIrq] = (
    /^cpu .*/.exec(readFileSync('/proc/stat', 'utf8'))?.[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softIrq ?? 0)) / 100;
}
