import type { RecordedEvent } from '@dayshift/model';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { TemporalConnection } from './connect.ts';
import { HistoryReader } from './recorded-events.ts';

/** The server answers a long poll within 20 s; a call without a deadline would hang with the server. */
const longPollMs = 65_000;

/**
 * A run's events in order, over continued runs too. With `follow` it waits for more until the run is over or `signal`
 * aborts; without, it ends with what is there. Yields batches as they come. Throws `HistoryGone` when nothing is kept.
 */
export async function* readHistory(
  { client, namespace }: TemporalConnection,
  workflowId: string,
  options: {
    follow: boolean;
    signal?: AbortSignal;
    firstRunId?: string;
    onRead?: (eventId: number) => void;
  },
): AsyncGenerator<RecordedEvent[]> {
  let runId = options.firstRunId;
  while (!options.signal?.aborted) {
    const reader = new HistoryReader();
    let nextPageToken: Uint8Array | undefined;
    let next: string | undefined;
    let isClosed = false;
    do {
      const page = await getPage(nextPageToken);
      if (!page) return;
      const events = (page.history?.events ?? [])
        .map((event) => reader.read(event))
        .filter((event) => event !== undefined);
      const end = events.find((event) => event.type === 'continued' || event.type === 'run-closed');
      if (end) isClosed = true;
      if (end?.type === 'continued') next = end.workflowRunId;
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
      if (events.length > 0) yield events;
      const last = page.history?.events?.at(-1);
      if (last) options.onRead?.(Number(last.eventId));
    } while (nextPageToken && !isClosed && !options.signal?.aborted);
    if (next === undefined) return;
    runId = next;
  }

  async function getPage(nextPageToken: Uint8Array | undefined) {
    const ask = () =>
      client.workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, ...(runId === undefined ? {} : { runId }) },
        maximumPageSize: 256,
        waitNewEvent: options.follow,
        ...(nextPageToken ? { nextPageToken } : {}),
      });
    try {
      const call = () => client.connection.withDeadline(Date.now() + longPollMs, ask);
      return options.signal ? await client.connection.withAbortSignal(options.signal, call) : await call();
    } catch (error) {
      if (options.signal?.aborted) return undefined;
      if (isNotFound(error)) throw new HistoryGone(workflowId);
      throw error;
    }
  }
}

/** Temporal keeps no history of this run (any more). */
export class HistoryGone extends Error {
  constructor(workflowId: string) {
    super(`Temporal keeps no history of ${workflowId}.`);
    this.name = 'HistoryGone';
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError || (error instanceof Error && 'code' in error && error.code === 5)
  );
}
