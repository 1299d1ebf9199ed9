import type { ControlMessage, DecisionMessage, Json, RecordedEvent, RunInput } from '@dayshift/model';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time.js';
import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type ProtoFailure = temporal.api.failure.v1.IFailure;
type Payloads = temporal.api.common.v1.IPayloads | null | undefined;
type Ended = Extract<RecordedEvent, { type: 'activity-ended' }>;

/** Reads Temporal's history events into ours, in order; remembers what later events refer back to. */
export class HistoryReader {
  private readonly scheduled = new Map<string, { activityId: string; name: string; at: number }>();
  private readonly started = new Map<
    string,
    { at: number; attempt: number; lastFailure?: { code: string; message: string } }
  >();
  private readonly timers = new Map<string, string>();

  /** Undefined for events that mean nothing to a run's state. */
  read(event: HistoryEvent): RecordedEvent | undefined {
    const eventId = Number(event.eventId);
    const at = optionalTsToMs(event.eventTime) ?? 0;
    const base = { eventId, at };
    if (event.workflowExecutionStartedEventAttributes) {
      const attributes = event.workflowExecutionStartedEventAttributes;
      const [input] = values(attributes.input);
      return {
        ...base,
        type: 'run-begun',
        input: input as unknown as RunInput, // the workflow's one argument
        workflowRunId: attributes.originalExecutionRunId ?? '',
      };
    }
    const task = event.workflowTaskStartedEventAttributes;
    if (task) return { ...base, type: 'task-started', ...(task.suggestContinueAsNew && { isLong: true }) };
    if (event.workflowTaskCompletedEventAttributes) return { ...base, type: 'task-completed' };
    if (event.workflowTaskFailedEventAttributes || event.workflowTaskTimedOutEventAttributes) {
      return { ...base, type: 'task-dropped' };
    }
    if (event.workflowExecutionCancelRequestedEventAttributes) return { ...base, type: 'cancel-requested' };
    return (
      this.activity(event, base) ?? this.timer(event, base) ?? message(event, base) ?? closed(event, base)
    );
  }

  private activity(event: HistoryEvent, base: { eventId: number; at: number }): RecordedEvent | undefined {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) {
      const activityId = scheduled.activityId ?? '';
      const name = scheduled.activityType?.name ?? '';
      this.scheduled.set(String(event.eventId), { activityId, name, at: base.at });
      return {
        ...base,
        type: 'activity-scheduled',
        activityId,
        name,
        input: values(scheduled.input)[0] ?? null,
      };
    }
    const started = event.activityTaskStartedEventAttributes;
    if (started) {
      const lastFailure = started.lastFailure ? { lastFailure: failureText(started.lastFailure) } : {};
      this.started.set(String(started.scheduledEventId), {
        at: base.at,
        attempt: started.attempt ?? 1,
        ...lastFailure,
      });
      return undefined;
    }
    const completed = event.activityTaskCompletedEventAttributes;
    if (completed) {
      return this.ended(base, completed.scheduledEventId, {
        kind: 'finished',
        result: values(completed.result)[0] ?? null,
      });
    }
    const failed = event.activityTaskFailedEventAttributes;
    if (failed) return this.ended(base, failed.scheduledEventId, failedEnd(failed.failure));
    const timedOut = event.activityTaskTimedOutEventAttributes;
    if (timedOut) return this.ended(base, timedOut.scheduledEventId, { kind: 'timed-out' });
    const canceled = event.activityTaskCanceledEventAttributes;
    if (canceled) return this.ended(base, canceled.scheduledEventId, { kind: 'cancelled' });
    return undefined;
  }

  private ended(
    base: { eventId: number; at: number },
    scheduledEventId: unknown,
    end: Ended['end'],
  ): RecordedEvent {
    const scheduled = this.scheduled.get(String(scheduledEventId)) ?? {
      activityId: '',
      name: '',
      at: base.at,
    };
    const started = this.started.get(String(scheduledEventId));
    return {
      ...base,
      type: 'activity-ended',
      activityId: scheduled.activityId,
      name: scheduled.name,
      scheduledAt: scheduled.at,
      ...(started ? { startedAt: started.at } : {}),
      attempt: started?.attempt ?? 1,
      ...(started?.lastFailure ? { lastFailure: started.lastFailure } : {}),
      end,
    };
  }

  private timer(event: HistoryEvent, base: { eventId: number; at: number }): RecordedEvent | undefined {
    const started = event.timerStartedEventAttributes;
    if (started) {
      const summary = event.userMetadata?.summary;
      if (summary) this.timers.set(started.timerId ?? '', String(value(summary as Payload)));
      return undefined;
    }
    const fired = event.timerFiredEventAttributes;
    if (!fired) return undefined;
    const key = this.timers.get(fired.timerId ?? '');
    return key === undefined ? undefined : { ...base, type: 'timer-fired', key };
  }
}

function message(event: HistoryEvent, base: { eventId: number; at: number }): RecordedEvent | undefined {
  const signal = event.workflowExecutionSignaledEventAttributes;
  if (!signal) return undefined;
  const [payload] = values(signal.input);
  // Signals are sent by this package only, with these payloads.
  if (signal.signalName === 'decision') {
    return { ...base, type: 'decision-received', message: payload as unknown as DecisionMessage };
  }
  if (signal.signalName === 'control') {
    return { ...base, type: 'control-received', message: payload as unknown as ControlMessage };
  }
  return undefined;
}

function closed(event: HistoryEvent, base: { eventId: number; at: number }): RecordedEvent | undefined {
  if (event.workflowExecutionCompletedEventAttributes)
    return { ...base, type: 'run-closed', status: 'completed' };
  const failed = event.workflowExecutionFailedEventAttributes;
  if (failed) {
    const failure = failed.failure ? { failure: failureText(failed.failure) } : {};
    return { ...base, type: 'run-closed', status: 'failed', ...failure };
  }
  if (event.workflowExecutionCanceledEventAttributes)
    return { ...base, type: 'run-closed', status: 'cancelled' };
  if (event.workflowExecutionTerminatedEventAttributes)
    return { ...base, type: 'run-closed', status: 'terminated' };
  if (event.workflowExecutionTimedOutEventAttributes)
    return { ...base, type: 'run-closed', status: 'timed-out' };
  const continued = event.workflowExecutionContinuedAsNewEventAttributes;
  if (continued) return { ...base, type: 'continued', workflowRunId: continued.newExecutionRunId ?? '' };
  return undefined;
}

/** The same words as the workflow uses for the failure it sees (`failureOf`). */
function failedEnd(failure: ProtoFailure | null | undefined): Ended['end'] {
  if (failure?.timeoutFailureInfo) return { kind: 'timed-out' };
  if (failure?.canceledFailureInfo) return { kind: 'cancelled' };
  const details = values(failure?.applicationFailureInfo?.details)[0];
  const text = failureText(failure ?? {});
  return { kind: 'failed', ...text, ...(details === undefined ? {} : { details }) };
}

function failureText(failure: ProtoFailure): { code: string; message: string } {
  if (failure.timeoutFailureInfo) return { code: 'TIMED_OUT', message: 'There was no answer in time.' };
  return {
    code: failure.applicationFailureInfo?.type || 'ACTIVITY_FAILED',
    message: failure.message || 'The step failed.',
  };
}

function values(payloads: Payloads): Json[] {
  return (payloads?.payloads ?? []).map((payload) => value(payload as Payload));
}

function value(payload: Payload): Json {
  return defaultPayloadConverter.fromPayload(payload) as Json; // every payload of ours is JSON
}
