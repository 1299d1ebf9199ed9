import { aPlan, aStep } from '@dayshift/engine/testing';
import { currentEngineVersion, type RunInput } from '@dayshift/model';
import type { TemporalConnection } from '@dayshift/temporal-client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { type Figure, figure, median } from '../figure.ts';
import type { Part } from '../part.ts';
import { quietWorker } from '../support/quiet-worker.ts';

/** How often each side has its turn, one run a turn. */
const sizes = [
  { steps: 2, rounds: 60 },
  { steps: 10, rounds: 30 },
  { steps: 50, rounds: 15 },
];

/**
 * The engine against a workflow written by hand, both in one worker process with the same activity, taking turns so that
 * drift hits both. Sequential calls; median of the whole run, seen from the client.
 */
export const enginePart: Part = {
  name: 'engine',
  what: 'our engine against a workflow written by hand',
  measure: async (bench) => engineVsHandwritten((await bench.temporal()).connection),
};

async function engineVsHandwritten(to: TemporalConnection): Promise<Figure[]> {
  quietWorker();
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: new URL('./workflows.ts', import.meta.url).pathname,
    logger: quiet,
    preloadModules: ['@dayshift/engine'],
  });
  const connection = await NativeConnection.connect({ address: to.address });
  const worker = await Worker.create({
    connection,
    namespace: to.namespace,
    taskQueue: 'bench',
    workflowBundle,
    activities: { 'http.request': async () => ({ output: { body: null } }) },
    sinks: { runs: { report: { fn: () => undefined } } },
  });
  const figures: Figure[] = [];
  await worker.runUntil(async () => {
    for (const { steps, rounds } of sizes) {
      await time(to, 'runPlaybook', planInput(steps), 3);
      await time(to, 'handwritten', handInput(steps), 3);
      const engine: number[] = [];
      const hand: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        engine.push(...(await time(to, 'runPlaybook', planInput(steps), 1)));
        hand.push(...(await time(to, 'handwritten', handInput(steps), 1)));
      }
      figures.push(
        figure(`engine, ${steps} steps, median of a run`, median(engine), 'ms', {
          baseline: median(hand),
          goal: '≤ 1.10× the same by hand',
        }),
        figure(
          `engine, ${steps} steps, activity events`,
          await activityEvents(to, 'runPlaybook', planInput(steps)),
          'events',
          {
            baseline: await activityEvents(to, 'handwritten', handInput(steps)),
            goal: 'the same number',
          },
        ),
      );
    }
  });
  await connection.close();
  return figures;
}

async function time(
  to: TemporalConnection,
  workflow: string,
  input: object,
  times: number,
): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const from = performance.now();
    await to.client.workflow.execute(workflow, {
      taskQueue: 'bench',
      workflowId: `bench-${workflow}-${index}-${from}`,
      args: [input],
    });
    took.push(performance.now() - from);
  }
  return took;
}

async function activityEvents(to: TemporalConnection, workflow: string, input: object): Promise<number> {
  const handle = await to.client.workflow.start(workflow, {
    taskQueue: 'bench',
    workflowId: `bench-events-${workflow}-${performance.now()}`,
    args: [input],
  });
  await handle.result();
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter(
    (event) => event.activityTaskScheduledEventAttributes || event.activityTaskCompletedEventAttributes,
  ).length;
}

function planInput(steps: number): RunInput {
  const ids = Array.from({ length: steps }, (_, index) => `s${index}`);
  const calls = ids.map((id, index) =>
    aStep('call', id, {
      queue: 'bench' as never,
      input: { n: index, was: '{{ trigger.n }}' },
      to: ids[index + 1] ? [ids[index + 1] as string] : [],
    }),
  );
  const plan = aPlan([aStep('trigger', 'start', { to: ['s0'] }), ...calls]);
  return {
    engineVersion: currentEngineVersion,
    workspaceId: 'bench',
    runId: 'bench',
    plan,
    triggerNodeId: 'start',
    trigger: { n: 1 },
    worker: null,
  };
}

function handInput(steps: number): { calls: object[] } {
  return { calls: Array.from({ length: steps }, (_, index) => ({ n: index, was: 1 })) };
}

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
