import { Pool } from 'undici';
import type { Bench } from '../bench.ts';
import { type Figure, figure, median, percentile } from '../figure.ts';
import type { Part } from '../part.ts';
import { type Answer, closedLoop, type Load } from '../support/closed-loop.ts';
import { temporalServerOf } from '../support/temporal-server-of.ts';
import { mixedPlaybook } from './mixed-playbook.ts';

const rounds = 3;
const warmUpSeconds = 2;
const ourSeconds = 4;
const bareSeconds = 3;

/** n8n 2.41 with the same ten steps on a machine of this size, measured once and apart: by default, and tuned. */
const peers = {
  perSecond: 'n8n 15–17, tuned 37',
  p50: 'n8n 69, tuned 26',
  cpu: 'n8n 82–103, tuned 26',
};

/**
 * Whole runs, seen by a caller that waits for the result. The load client is this process and the receiver another: neither is
 * counted. The baseline takes turns on the same Temporal server: two activities that do nothing, and no product around them.
 */
export const runsPart: Part = {
  name: 'runs',
  what: 'runs/s, latency and CPU of a ten-step playbook at 1, 8 and 32 clients',
  async measure(bench) {
    const { ours, bare, stop } = await prepare(bench);
    try {
      const figures: Figure[] = [];
      for (const clients of [1, 8, 32]) {
        await closedLoop({ clients, seconds: warmUpSeconds, ...ours });
        await closedLoop({ clients, seconds: 1, ...bare });
        const our: Load[] = [];
        const base: Load[] = [];
        for (let round = 0; round < rounds; round += 1) {
          our.push(await closedLoop({ clients, seconds: ourSeconds, ...ours }));
          base.push(await closedLoop({ clients, seconds: bareSeconds, ...bare }));
        }
        figures.push(...figuresOf(clients, our, base));
      }
      return figures;
    } finally {
      await stop();
    }
  },
};

async function prepare(bench: Bench) {
  const [stub, product, bareTemporal] = [
    await bench.stub(),
    await bench.product(),
    await bench.bareTemporal(),
  ];
  const graph = mixedPlaybook(stub.url);
  const id = await product.createPlaybook('Ten mixed steps', graph, 'publish');
  const pool = new Pool(product.url, { connections: 64 });
  const count = counter();
  const callOurs = async (): Promise<Answer> => {
    const body = { number: count(), name: 'a', amount: 20 };
    const answer = await pool.request({
      method: 'POST',
      path: `/hooks/${id}/hook`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { output } = (await answer.body.json()) as { output?: { number: number; gross: number } };
    // The webhook waits ten seconds for the result, then answers that the run goes on.
    if (answer.statusCode === 202) return 'late';
    // A fast wrong answer is not a run.
    if (answer.statusCode !== 200 || output?.number !== body.number || output.gross < 225)
      throw new Error(`The webhook answered ${answer.statusCode}: ${JSON.stringify(output)}`);
    return 'done';
  };
  const callBare = async (): Promise<Answer> => {
    const workflowId = `bare-${count()}`;
    await bareTemporal.client.workflow.execute('twoActivities', {
      taskQueue: bareTemporal.taskQueue,
      workflowId,
    });
    return 'done';
  };
  const server = temporalServerOf(product.pid);
  return {
    ours: { processes: [product.pid], server, call: callOurs },
    bare: { processes: [server, bareTemporal.pid], server, call: callBare },
    stop: () => pool.close(),
  };
}

function counter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

function figuresOf(clients: number, ours: readonly Load[], bare: readonly Load[]): Figure[] {
  const at = clients === 1 ? 'at 1 client' : `at ${clients} clients`;
  const latencies = (loads: readonly Load[]) => loads.flatMap(({ latenciesMs }) => latenciesMs);
  const cpu = (loads: readonly Load[]) => median(loads.map(({ cpuMsPerCall }) => cpuMsPerCall));
  const serverCpu = (loads: readonly Load[]) =>
    median(loads.map(({ serverCpuMsPerCall }) => serverCpuMsPerCall));
  const late = ours.reduce((sum, load) => sum + load.late, 0);
  const rate = (loads: readonly Load[]) => median(loads.map(({ perSecond }) => perSecond));
  return [
    figure(`runs ${at}`, rate(ours), 'runs/s', {
      baseline: rate(bare),
      goal: clients === 32 ? `≥ 30 (${peers.perSecond})` : peers.perSecond,
    }),
    ...([50, 99] as const).map((p) =>
      figure(`run ${at}, p${p}`, percentile(latencies(ours), p), 'ms', {
        baseline: percentile(latencies(bare), p),
        ...(clients === 1 && p === 50 ? { goal: `≤ 69 (${peers.p50})` } : {}),
      }),
    ),
    ...(Number.isNaN(cpu(ours))
      ? []
      : [
          figure(`CPU per run ${at}, all processes`, cpu(ours), 'ms', {
            baseline: cpu(bare),
            goal: `≤ 60 (${peers.cpu})`,
          }),
          figure(`CPU per run ${at}, Temporal server alone`, serverCpu(ours), 'ms', {
            baseline: serverCpu(bare),
          }),
        ]),
    ...(late === 0 ? [] : [figure(`runs ${at}, not over within 10 s`, late, 'runs')]),
  ];
}
