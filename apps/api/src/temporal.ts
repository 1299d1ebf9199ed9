import type { RecordedEvent } from '@dayshift/model';
import {
  countBacklog,
  createRuns,
  createSchedules,
  type Runs,
  readHistory,
  type Schedules,
  type TemporalConnection,
} from '@dayshift/temporal-client';

/** What the API asks of Temporal. Unit tests bring their own. */
export interface Temporal {
  runs: Runs;
  schedules: Schedules;
  /** How many tasks wait for a fleet. */
  countBacklog(): Promise<number>;
  /**
   * Batches of a run's events, in order; with `follow` until the run is over. `onRead` hears up to which event of Temporal's own
   * it was read, those that mean nothing to a run included. Throws HistoryGone.
   */
  history(
    workflowId: string,
    options: {
      follow: boolean;
      signal?: AbortSignal;
      withEarlier?: boolean;
      onRead?: (eventId: number) => void;
    },
  ): AsyncIterable<RecordedEvent[]>;
}

/** `startHere`: of a fleet in this process, once it is there; it gets the first task of a run with the answer to its start. */
export function temporalOf(
  connection: TemporalConnection,
  startHere: () => Runs['start'] | undefined = () => undefined,
): Temporal {
  const runs = createRuns(connection);
  return {
    runs: { ...runs, start: (input, workflowId) => (startHere() ?? runs.start)(input, workflowId) },
    schedules: createSchedules(connection),
    countBacklog: () => countBacklog(connection),
    history: (workflowId, options) => readHistory(connection, workflowId, options),
  };
}
