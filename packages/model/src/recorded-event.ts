import type { DecisionMessage } from './decision-message.ts';
import type { ControlMessage } from './engine-event.ts';
import type { Json } from './json.ts';
import type { RunInput } from './run-input.ts';

/** One event of a run's history, read off Temporal's record. Instants are ms since 1970; `eventId` counts from 1. */
export type RecordedEvent = { eventId: number; at: number } & (
  | { type: 'run-begun'; input: RunInput; workflowRunId: string }
  /** `isLong`: the server suggests to go on in a fresh history. */
  | { type: 'task-started'; isLong?: boolean }
  | { type: 'task-completed' }
  /** Failed or timed out: what it would have decided never happened. */
  | { type: 'task-dropped' }
  | { type: 'activity-scheduled'; activityId: string; name: string; input: Json }
  | {
      type: 'activity-ended';
      activityId: string;
      name: string;
      scheduledAt: number;
      startedAt?: number;
      attempt: number;
      /** Failure of the try before the last, as Temporal keeps it. */
      lastFailure?: { code: string; message: string };
      end:
        | { kind: 'finished'; result: Json }
        | { kind: 'failed'; code: string; message: string; details?: Json }
        | { kind: 'timed-out' }
        | { kind: 'cancelled' };
    }
  | { type: 'timer-fired'; key: string }
  | { type: 'decision-received'; message: DecisionMessage }
  | { type: 'control-received'; message: ControlMessage }
  | { type: 'cancel-requested' }
  | { type: 'continued'; workflowRunId: string }
  | {
      type: 'run-closed';
      status: 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed-out';
      failure?: { code: string; message: string };
    }
);
