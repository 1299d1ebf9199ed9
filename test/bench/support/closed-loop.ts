import { canCountCpu, cpuSecondsOf } from './process-tree.ts';

export interface Load {
  /** Calls that were answered within the time. */
  perSecond: number;
  latenciesMs: number[];
  /** CPU of the given process trees, over all calls. */
  cpuMsPerCall: number;
}

/**
 * So many clients, each calling again as soon as it has its answer. CPU is read when the last call is answered, and shared over
 * all of them.
 */
export async function closedLoop(options: {
  clients: number;
  seconds: number;
  processes: readonly number[];
  call: () => Promise<void>;
}): Promise<Load> {
  const { clients, seconds, processes, call } = options;
  const cpuBefore = canCountCpu ? cpuSecondsOf(processes) : Number.NaN;
  const end = performance.now() + seconds * 1000;
  const latenciesMs: number[] = [];
  let inTime = 0;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await call();
      const now = performance.now();
      latenciesMs.push(now - from);
      if (now <= end) inTime += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const cpuSeconds = canCountCpu ? cpuSecondsOf(processes) - cpuBefore : Number.NaN;
  return {
    perSecond: inTime / seconds,
    latenciesMs,
    cpuMsPerCall: (cpuSeconds * 1000) / latenciesMs.length,
  };
}
