import { canCountCpu, cpuSecondsOf } from './process-tree.ts';

/** `late`: the other side gave up waiting, which is a latency but not a call that was answered. */
export type Answer = 'done' | 'late';

export interface Load {
  /** Calls that were answered within the time. */
  perSecond: number;
  latenciesMs: number[];
  late: number;
  /** CPU of the given process trees, over all calls. */
  cpuMsPerCall: number;
  /** Of it, what the Temporal server used. */
  serverCpuMsPerCall: number;
}

/**
 * So many clients, each calling again as soon as it has its answer. CPU is read when the last call is answered, and shared over
 * all of them.
 */
export async function closedLoop(options: {
  clients: number;
  seconds: number;
  processes: readonly number[];
  server: number;
  call: () => Promise<Answer>;
}): Promise<Load> {
  const { clients, seconds, processes, server, call } = options;
  const cpu = () =>
    canCountCpu ? [cpuSecondsOf(processes), cpuSecondsOf([server])] : [Number.NaN, Number.NaN];
  const before = cpu();
  const end = performance.now() + seconds * 1000;
  const latenciesMs: number[] = [];
  let inTime = 0;
  let late = 0;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      const answer = await call();
      const now = performance.now();
      latenciesMs.push(now - from);
      if (answer === 'late') late += 1;
      else if (now <= end) inTime += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const used = cpu().map((seconds, index) => seconds - (before[index] ?? 0));
  const [cpuMsPerCall = Number.NaN, serverCpuMsPerCall = Number.NaN] = used.map(
    (seconds) => (seconds * 1000) / latenciesMs.length,
  );
  return { perSecond: inTime / seconds, latenciesMs, late, cpuMsPerCall, serverCpuMsPerCall };
}
