import type { RecordedEvent } from '@dayshift/model';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { TemporalConnection } from './connect.ts';
import { HistoryReader } from './recorded-events.ts';

/** The server answers a long poll within 20 s; a call without a deadline would hang with the server. */
const longPollMs = 65_000;
/** Histories before the last one that are read again; of what is older only the results are left. */
const mostEarlier = 8;
const gone = Symbol('gone');

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
    /** Begin with the histories before this one, where the run went on in fresh ones: they tell what its state let go. */
    withEarlier?: boolean;
    onRead?: (eventId: number) => void;
  },
): AsyncGenerator<RecordedEvent[]> {
  const before = options.withEarlier ? await earlier() : [];
  let runId = options.firstRunId ?? before.shift();
  let isNewest = options.withEarlier !== true || runId === undefined;
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
    if (isNewest && next === undefined) return;
    runId = isNewest ? next : before.shift();
    isNewest ||= runId === undefined;
  }

  /** The last few histories before the newest one, in order. Looked up backwards: after a reset the way forwards leads astray. */
  async function earlier(): Promise<string[]> {
    const chain: string[] = [];
    let previous = await continuedFrom(undefined);
    while (typeof previous === 'string' && chain.length < mostEarlier) {
      const further = await continuedFrom(previous);
      if (further === gone) break;
      chain.unshift(previous);
      previous = further;
    }
    return chain;
  }

  async function continuedFrom(ofRunId: string | undefined): Promise<string | undefined | typeof gone> {
    try {
      const page = await client.workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, ...(ofRunId === undefined ? {} : { runId: ofRunId }) },
        maximumPageSize: 1,
      });
      const [begun] = page.history?.events ?? [];
      return begun?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } catch (error) {
      if (isNotFound(error)) return gone;
      throw error;
    }
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
