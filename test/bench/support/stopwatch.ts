export interface Took {
  ms: number;
  /** What this thread computed in that time. On a machine that others use too, the steadier figure. */
  cpuMs: number;
}

/** Times synchronous work. */
export function stopwatch(work: () => void): Took {
  const cpuBefore = process.threadCpuUsage();
  const from = performance.now();
  work();
  const ms = performance.now() - from;
  const { user, system } = process.threadCpuUsage(cpuBefore);
  return { ms, cpuMs: (user + system) / 1000 };
}
