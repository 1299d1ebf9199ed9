import type {
  AskEffect,
  CallEffect,
  CallResult,
  Effect,
  EngineEvent,
  Json,
  Plan,
  RecordedEvent,
  RunInput,
  RunState,
} from '@dayshift/model';
import { failureFrom, timedOut } from './failure-from.ts';
import { orderBatch } from './order-batch.ts';
import { startRun } from './start-run.ts';
import { step } from './step.ts';

/**
 * A run's state, worked out again from its history by the same engine: the live view needs no bookkeeping in the workflow.
 * `record` changes the projection in place; feed it each event once, in order.
 */
export interface Projection {
  input?: RunInput;
  plan?: Plan;
  state?: RunState;
  /** What was asked of the world, by instance key: rendered inputs. */
  calls: Record<string, CallEffect>;
  questions: Record<string, AskEffect>;
  /** How calls ended, oldest first, by instance key. */
  tries: Record<
    string,
    {
      attempt: number;
      scheduledAt: number;
      startedAt?: number;
      endedAt: number;
      failure?: { code: string; message: string };
    }[]
  >;
  /** Set once the history has ended. */
  closed?: { status: string; at: number; failure?: { code: string; message: string } };
  continuedAs?: string;
  lastEventId: number;
  workflowRunId: string;
  taskAt: number;
  waiting: EngineEvent[];
}

export function emptyProjection(): Projection {
  return { calls: {}, questions: {}, tries: {}, lastEventId: 0, workflowRunId: '', taskAt: 0, waiting: [] };
}

export function record(projection: Projection, event: RecordedEvent): void {
  projection.lastEventId = event.eventId;
  switch (event.type) {
    case 'run-begun':
      begin(projection, event.input, event.workflowRunId);
      return;
    case 'task-started':
      projection.taskAt = event.at;
      return;
    case 'task-completed':
      takeIn(projection);
      return;
    case 'activity-ended':
      activityEnded(projection, event);
      return;
    case 'timer-fired':
      projection.waiting.push({ type: 'timer-fired', at: 0, key: event.key });
      return;
    case 'decision-received':
      projection.waiting.push({ type: 'approval-answered', at: 0, ...event.message });
      return;
    case 'control-received':
      projection.waiting.push({ type: 'control-received', at: 0, ...event.message });
      return;
    case 'cancel-requested':
      projection.waiting.push({ type: 'cancel-requested', at: 0 });
      return;
    case 'continued':
      projection.continuedAs = event.workflowRunId;
      return;
    case 'run-closed':
      projection.closed = {
        status: event.status,
        at: event.at,
        ...(event.failure ? { failure: event.failure } : {}),
      };
      return;
    case 'task-dropped':
    case 'activity-scheduled':
      return;
    default:
      event satisfies never;
  }
}

function begin(projection: Projection, input: RunInput, workflowRunId: string): void {
  projection.workflowRunId = workflowRunId;
  projection.input = input;
  projection.plan = input.plan;
  projection.waiting = [];
  delete projection.continuedAs;
  if (input.resume) projection.state = input.resume;
}

/** One workflow task is done: everything that came before it was taken in at the task's time. */
function takeIn(projection: Projection): void {
  const { input, plan } = projection;
  if (!input || !plan) return;
  if (!projection.state) {
    const first = startRun(plan, input, projection.taskAt);
    projection.state = first.state;
    remember(projection, first.effects);
  }
  const batch = orderBatch(
    projection.waiting.splice(0).map((event) => ({ ...event, at: projection.taskAt })),
  );
  for (const event of batch) {
    const result = step(projection.plan ?? plan, projection.state, event);
    projection.state = result.state;
    remember(projection, result.effects);
  }
}

function remember(projection: Projection, effects: Effect[]): void {
  for (const effect of effects) {
    if (effect.type === 'call') projection.calls[effect.key] = effect;
    else if (effect.type === 'ask') projection.questions[effect.key] = effect;
    else if (effect.type === 'use-plan') projection.plan = effect.plan;
  }
}

function activityEnded(
  projection: Projection,
  event: Extract<RecordedEvent, { type: 'activity-ended' }>,
): void {
  const { end } = event;
  if (event.activityId === 'begin' && end.kind === 'finished') {
    const input = end.result as unknown as RunInput; // what run.begin returns
    projection.input = input;
    projection.plan = input.plan;
    return;
  }
  if (event.activityId.startsWith('open:') || event.activityId.startsWith('close:')) return;
  const key = event.activityId.replace(/~\d+$/, '');
  const failure = failureOfEnd(end);
  const ended = { attempt: event.attempt, scheduledAt: event.scheduledAt, endedAt: event.at };
  const tries = projection.tries[key] ?? [];
  projection.tries[key] = tries;
  tries.push({
    ...ended,
    ...(event.startedAt === undefined ? {} : { startedAt: event.startedAt }),
    ...(failure ? { failure } : {}),
  });
  if (end.kind === 'cancelled') return;
  if (end.kind === 'failed' && end.code === 'ResetWorkflow') return;
  if (failure) {
    projection.waiting.push({ type: 'call-failed', at: 0, key, failure });
    return;
  }
  const { output, costUsd, usage } = (end as { result: Json }).result as unknown as CallResult; // what every activity returns
  projection.waiting.push({
    type: 'call-finished',
    at: 0,
    key,
    output,
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(usage && { usage }),
  });
}

function failureOfEnd(end: Extract<RecordedEvent, { type: 'activity-ended' }>['end']) {
  if (end.kind === 'failed') return failureFrom(end.code, end.message, end.details);
  return end.kind === 'timed-out' ? timedOut : undefined;
}
