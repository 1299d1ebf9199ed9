import type { ControlMessage, DecisionMessage, Json, RunInput, RunResult } from '@dayshift/model';
import {
  WorkflowExecutionAlreadyStartedError,
  type WorkflowExecutionStatusName,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time.js';
import type { TemporalConnection } from './connect.ts';

/** Name and queue of the one workflow; the signals are `decision` and `control`. */
export const runWorkflow = { name: 'runPlaybook', taskQueue: 'core' } as const;

export function workflowIdOf(runId: string): string {
  return `run/${runId}`;
}

/** How a run ended, or that it has not. */
export type RunEnding =
  | { state: 'open' }
  | { state: 'done'; outcome: string; output: Json }
  | { state: 'failed'; code: string; message: string }
  | { state: 'cancelled' }
  | { state: 'missing' };

/** A call that is out in the world right now. Instants are ms since 1970. */
export interface PendingCall {
  activityId: string;
  attempt: number;
  isRunning: boolean;
  scheduledAt?: number;
  lastStartedAt?: number;
  nextAttemptAt?: number;
  lastFailure?: { code: string; message: string };
}

export interface RunDescription {
  status: WorkflowExecutionStatusName;
  workflowRunId: string;
  historyLength: number;
  closedAt?: number;
  pending: PendingCall[];
}

/**
 * A busy Temporal server drops the word that a workflow has ended when the one who waits has not yet taken in the word before,
 * and then answers only at the end of its long poll. Whoever asks anew is told at once, so a caller never waits long for a
 * run that is over.
 */
const firstPatienceMs = 1_000;

/** Starts, tells and asks runs. Ids of runs are ours; nothing of Temporal's comes from a client. */
export function createRuns(
  { client, namespace }: Pick<TemporalConnection, 'client' | 'namespace'>,
  /** The client shares its connection with a fleet: a run's first task is handed over with the answer to its start. */
  options: { isEager?: boolean } = {},
) {
  const handle = (workflowId: string) => client.workflow.getHandle(workflowId);

  async function endingWithin(workflowId: string, ms: number): Promise<RunEnding> {
    try {
      const result = await client.connection.withAbortSignal(AbortSignal.timeout(ms), () =>
        handle(workflowId).result(),
      );
      return { state: 'done', ...(result as RunResult) }; // what runPlaybook returns
    } catch (error) {
      return endingOf(error);
    }
  }

  return {
    /** Starting the same run twice starts one: `isNew` tells. */
    async start(input: RunInput, workflowId: string): Promise<{ isNew: boolean }> {
      try {
        await client.workflow.start(runWorkflow.name, {
          taskQueue: runWorkflow.taskQueue,
          workflowId,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
          ...(options.isEager && { requestEagerStart: true }),
        });
        return { isNew: true };
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return { isNew: false };
        throw error;
      }
    },
    /** Without a run id, so that it follows resets and continued runs. */
    decide: (workflowId: string, message: DecisionMessage) =>
      sent(() => handle(workflowId).signal('decision', message)),
    /** Cancelling is Temporal's own word, so that the workflow ends as cancelled there too. */
    control: (workflowId: string, message: ControlMessage) =>
      sent(() =>
        message.verb === 'cancel'
          ? handle(workflowId).cancel()
          : handle(workflowId).signal('control', message),
      ),
    async terminate(workflowId: string, reason: string): Promise<void> {
      await sent(() => handle(workflowId).terminate(reason));
    },
    /** Waits up to `withinMs` for the end; `open` when it is not over by then. */
    async ending(workflowId: string, withinMs: number): Promise<RunEnding> {
      const until = Date.now() + withinMs;
      for (let patienceMs = firstPatienceMs; ; patienceMs *= 2) {
        const leftMs = until - Date.now();
        const ending = await endingWithin(workflowId, Math.max(1, Math.min(patienceMs, leftMs)));
        if (ending.state !== 'open' || Date.now() >= until) return ending;
      }
    },
    async describe(workflowId: string): Promise<RunDescription | undefined> {
      try {
        const description = await handle(workflowId).describe();
        return {
          status: description.status.name,
          workflowRunId: description.runId,
          historyLength: description.historyLength,
          ...(description.closeTime ? { closedAt: description.closeTime.getTime() } : {}),
          pending: (description.raw.pendingActivities ?? []).map(pendingCall),
        };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
    /** True if Temporal answers for our namespace. */
    async isHealthy(): Promise<boolean> {
      try {
        await client.connection.withDeadline(Date.now() + 3_000, () =>
          client.workflowService.describeNamespace({ namespace }),
        );
        return true;
      } catch {
        return false;
      }
    },
    async serverVersion(): Promise<string> {
      const info = await client.workflowService.getSystemInfo({});
      return info.serverVersion ?? 'unknown';
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;

async function sent(send: () => Promise<unknown>): Promise<'sent' | 'not-found'> {
  try {
    await send();
    return 'sent';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-found';
    throw error;
  }
}

function endingOf(error: unknown): RunEnding {
  if (error instanceof WorkflowNotFoundError) return { state: 'missing' };
  if (error instanceof WorkflowFailedError) {
    const { cause } = error;
    if (cause instanceof CancelledFailure) return { state: 'cancelled' };
    const code = cause instanceof ApplicationFailure ? (cause.type ?? 'FAILED') : 'FAILED';
    return { state: 'failed', code, message: cause?.message ?? error.message };
  }
  if (isGivenUp(error)) return { state: 'open' };
  throw error;
}

/** gRPC status 1 or 4, cancelled or past its deadline, however deep the client wrapped it. */
function isGivenUp(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && (each.code === 4 || each.code === 1)) return true;
  }
  return false;
}

type RawPending = NonNullable<
  NonNullable<
    Awaited<
      ReturnType<ReturnType<TemporalConnection['client']['workflow']['getHandle']>['describe']>
    >['raw']['pendingActivities']
  >
>[number];

function pendingCall(raw: RawPending): PendingCall {
  const pending: PendingCall = {
    activityId: raw.activityId ?? '',
    attempt: raw.attempt ?? 1,
    isRunning: raw.state === 2,
  };
  const scheduledAt = optionalTsToMs(raw.scheduledTime);
  const lastStartedAt = optionalTsToMs(raw.lastStartedTime);
  if (scheduledAt !== undefined && !pending.isRunning) pending.nextAttemptAt = scheduledAt;
  if (scheduledAt !== undefined) pending.scheduledAt = scheduledAt;
  if (lastStartedAt !== undefined) pending.lastStartedAt = lastStartedAt;
  if (raw.lastFailure) {
    pending.lastFailure = {
      code:
        raw.lastFailure.applicationFailureInfo?.type ||
        (raw.lastFailure.timeoutFailureInfo ? 'TIMED_OUT' : 'ACTIVITY_FAILED'),
      message: raw.lastFailure.message ?? '',
    };
  }
  return pending;
}
