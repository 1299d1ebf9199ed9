import { setTimeout as pause } from 'node:timers/promises';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';

/** A Temporal worker that is made anew, with growing pauses, when it fails. `stop` drains it. */
export interface SupervisedWorker {
  readonly taskQueue: string;
  readonly state: string;
  readonly restarts: number;
  readonly inFlight: number;
  stop(): Promise<void>;
}

const longestPauseMs = 30_000;

/** The first creation must succeed, so that a wrong setting is heard at the start and not only in a log. */
export async function superviseWorker(
  connection: NativeConnection,
  options: Omit<WorkerOptions, 'connection'>,
  log: Logger,
): Promise<SupervisedWorker> {
  let worker = await Worker.create({ ...options, connection });
  let isStopping = false;
  let restarts = 0;
  const done = keepRunning();
  return {
    taskQueue: options.taskQueue,
    get state() {
      return worker.getState();
    },
    get restarts() {
      return restarts;
    },
    get inFlight() {
      const { numInFlightActivities, numInFlightWorkflowActivations } = worker.getStatus();
      return numInFlightActivities + numInFlightWorkflowActivations;
    },
    async stop() {
      isStopping = true;
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };

  async function keepRunning(): Promise<void> {
    while (!isStopping) {
      const startedAt = Date.now();
      try {
        await worker.run();
        return;
      } catch (error) {
        if (isStopping) return;
        restarts = Date.now() - startedAt > 60_000 ? 1 : restarts + 1;
        log.error(
          { err: error, taskQueue: options.taskQueue, restarts },
          'A worker failed and is made anew.',
        );
        await makeAnew();
      }
    }
  }

  async function makeAnew(): Promise<void> {
    for (let tries = restarts; !isStopping; tries += 1) {
      await pause(Math.min(250 * 2 ** tries, longestPauseMs));
      try {
        worker = await Worker.create({ ...options, connection });
        return;
      } catch (error) {
        log.error({ err: error, taskQueue: options.taskQueue }, 'The worker could not be made anew yet.');
      }
    }
  }
}
