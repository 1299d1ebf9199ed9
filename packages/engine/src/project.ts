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
  StepState,
} from '@dayshift/model';
import { advance } from './advance.ts';
import { type ExpiryAnswer, expiryEvent } from './expiry-event.ts';
import { failureFrom, timedOut } from './failure-from.ts';
import { mayHold } from './hold.ts';
import { orderBatch } from './order-batch.ts';
import { startRun } from './start-run.ts';

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
  /** The newest activity of a call that was asked for more than once: a stopped one may still end, and is not listened to. */
  again: Record<string, string>;
  /** Set once the history has ended. */
  closed?: { status: string; at: number; failure?: { code: string; message: string } };
  /** Steps of items and rounds that are over, by instance key: the state has let them go. */
  pruned: Record<string, StepState>;
  continuedAs?: string;
  lastEventId: number;
  workflowRunId: string;
  taskAt: number;
  /** The server suggests to go on in a fresh history. */
  isLong?: boolean;
  /** The first task of a fresh history has not been yet. */
  isFresh?: boolean;
  waiting: EngineEvent[];
}

export function emptyProjection(): Projection {
  return {
    calls: {},
    questions: {},
    tries: {},
    again: {},
    pruned: {},
    lastEventId: 0,
    workflowRunId: '',
    taskAt: 0,
    waiting: [],
  };
}

export function record(
  projection: Projection,
  event: RecordedEvent,
  /** Hears what the engine asked of its host: for a host that is made of a history. */
  onEffect: (effect: Effect) => void = () => undefined,
): void {
  projection.lastEventId = event.eventId;
  switch (event.type) {
    case 'run-begun':
      begin(projection, event.input, event.workflowRunId);
      return;
    case 'task-started':
      projection.taskAt = event.at;
      projection.isLong = event.isLong === true;
      return;
    case 'task-completed':
      takeIn(projection, onEffect);
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
    case 'activity-scheduled': {
      const key = keyOfCall(event.activityId);
      if (key !== event.activityId) projection.again[key] = event.activityId;
      return;
    }
    case 'task-dropped':
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
  projection.again = {};
  delete projection.continuedAs;
  projection.isFresh = true;
  // Not the recorded input itself: a state changes in place.
  if (input.resume) projection.state = structuredClone(input.resume);
}

/** One workflow task is done: everything that came before it was taken in at the task's time. */
function takeIn(projection: Projection, onEffect: (effect: Effect) => void): void {
  const { input, plan } = projection;
  if (!input || !plan) return;
  const watch = {
    closed(steps: StepState[]) {
      for (const each of steps) projection.pruned[each.key] = each;
    },
  };
  if (!projection.state) {
    const first = startRun(plan, input, projection.taskAt, watch);
    projection.state = first.state;
    remember(projection, first.effects, onEffect);
  }
  const { state, taskAt: at } = projection;
  if (state.isHeld && projection.isFresh) projection.waiting.push({ type: 'go-on', at });
  else if (projection.isLong && mayHold(state)) projection.waiting.push({ type: 'hold', at });
  projection.isFresh = false;
  const batch = orderBatch(projection.waiting.splice(0).map((event) => ({ ...event, at })));
  for (const event of batch)
    remember(projection, advance(projection.plan ?? plan, state, event, watch), onEffect);
}

function remember(projection: Projection, effects: Effect[], onEffect: (effect: Effect) => void): void {
  for (const effect of effects) {
    onEffect(effect);
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
  const core = coreEvent(event.activityId, end);
  if (core !== undefined) {
    if (core) projection.waiting.push(core);
    return;
  }
  if (end.kind === 'failed' && askedAgain.includes(end.code)) return;
  const key = keyOfCall(event.activityId);
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
  if ((projection.again[key] ?? event.activityId) !== event.activityId) return;
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

/** The host numbers what it asks for again under one key. */
function keyOfCall(activityId: string): string {
  return activityId.replace(/~\d+$/, '');
}

/** The workflow asks for the same again at once; the step did not fail. */
const askedAgain: readonly string[] = ['ResetWorkflow', 'WrongQueue'];

const coreActivity = /^(open|close|expire):(.*?)(~\d+)?$/;

/** What the work around a question told the run; null when nothing, undefined when it was something else. */
function coreEvent(
  activityId: string,
  end: Extract<RecordedEvent, { type: 'activity-ended' }>['end'],
): EngineEvent | null | undefined {
  const [, kind, key = ''] = coreActivity.exec(activityId) ?? [];
  switch (kind) {
    case undefined:
      return undefined;
    case 'open': {
      const failure = failureOfEnd(end);
      return failure ? { type: 'ask-refused', at: 0, key, failure } : null;
    }
    case 'expire': {
      const answer = end.kind === 'finished' ? (end.result as ExpiryAnswer) : { state: 'expired' as const }; // what approval.expire returns
      return expiryEvent(key, answer, 0);
    }
    default:
      return null;
  }
}

function failureOfEnd(end: Extract<RecordedEvent, { type: 'activity-ended' }>['end']) {
  if (end.kind === 'failed') return failureFrom(end.code, end.message, end.details);
  return end.kind === 'timed-out' ? timedOut : undefined;
}
