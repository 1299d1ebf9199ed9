import type {
  ControlMessage,
  DecisionMessage,
  Effect,
  EngineEvent,
  Failure,
  Json,
  Plan,
  RunState,
  StepState,
} from '@dayshift/model';
import { control } from './control.ts';
import { beginAfresh, type Draft, type EngineWatch, isFirstEngine, openDraft } from './draft.ts';
import { drain } from './drain.ts';
import { failStep } from './fail-step.ts';
import { cancelRun } from './finish-run.ts';
import { goOn, goOnKey, stay } from './hold.ts';
import { baseKey, keyOfApproval } from './instance-key.ts';
import { tryAgain } from './repair/repairs.ts';
import { settleStep } from './settle.ts';
import { spend, spentByFailure } from './spend.ts';
import {
  answerApproval,
  askWhetherExpired,
  expireApproval,
  expiredAnswer,
  leaveExpired,
  refuseAsk,
} from './steps/approve.ts';

/** Decisions that may wait for their question. */
const mostEarly = 100;
/** By this name the host says that a question is over which is asked for. */
const questionTaken = 'QUESTION_TAKEN';
/** Ids of decisions and commands that are remembered; a repetition comes soon after the first. */
const mostSeen = 1_000;

/**
 * The engine: takes one event into a run's state and says what the host is to do. No clock, no I/O; total: it never throws,
 * whatever it is fed, and an event about something unknown or already settled changes nothing. The state changes in place,
 * so a run costs what its events cost, however much it has done before. After a `use-plan` effect the host passes that plan
 * from the next event on.
 */
export function advance(plan: Plan, state: RunState, event: EngineEvent, watch?: EngineWatch): Effect[] {
  if (state.status !== 'open') return lateAnswer(event);
  const draft = openDraft(plan, state, event.at, watch);
  takeIn(draft, event);
  drain(draft);
  return draft.effects;
}

function takeIn(draft: Draft, event: EngineEvent): void {
  switch (event.type) {
    case 'run-started':
      return;
    case 'call-finished':
      return callFinished(draft, event);
    case 'call-failed':
      return callFailed(draft, event.key, event.failure);
    case 'timer-fired':
      return timerFired(draft, event.key);
    case 'approval-answered':
      return answered(draft, event);
    case 'approval-expired': {
      const asking = draft.state.steps[event.key];
      if (asking?.status === 'asking') return leaveExpired(draft, asking);
      const carried = carriedAs(draft, event.key, 'asking');
      if (carried) keepCarried(draft, carried, 'expired', expiredAnswer(draft, carried));
      return;
    }
    case 'ask-refused': {
      const asking = draft.state.steps[event.key];
      if (asking?.status === 'asking') return askRefused(draft, asking, event.failure);
      const carried = carriedAs(draft, event.key, 'asking');
      if (carried) askLater(draft, carried);
      return;
    }
    case 'control-received':
      return controlled(draft, event);
    case 'cancel-requested':
      if (!isFirstEngine(draft.state)) draft.state.hadPerson = true;
      return cancelRun(draft);
    case 'hold':
      draft.state.isHeld = true;
      return;
    case 'go-on':
      return goOn(draft.state);
    default:
      event satisfies never;
  }
}

function callFinished(draft: Draft, event: Extract<EngineEvent, { type: 'call-finished' }>): void {
  const { key, output } = event;
  const running = draft.state.steps[key];
  if (running?.status === 'running' && running.isOut)
    return settleStep(draft, running, 'done', output, spend(draft, event));
  const carried = carriedAs(draft, key, 'running');
  if (carried) keepCarried(draft, carried, 'done', output, spend(draft, event));
}

function callFailed(draft: Draft, key: string, failure: Failure): void {
  const running = draft.state.steps[key];
  if (running?.status === 'running' && running.isOut)
    return failStep(draft, { ...running, ...spend(draft, spentByFailure(failure.details)) }, failure);
  const carried = carriedAs(draft, key, 'running');
  if (!carried) return;
  // The new plan has not come to it yet; it is asked for again when it does, under a fresh key only if that is safe.
  const base = baseKey(carried.stepId, carried.path);
  delete draft.state.carried?.[base];
  if (failure.effect === 'not-happened') draft.state.generations[base] = carried.generation + 1;
}

function timerFired(draft: Draft, key: string): void {
  if (key === goOnKey) return stay(draft.state);
  const wokeAt = { wokeAt: new Date(draft.at).toISOString() };
  const due = draft.state.steps[key];
  if (due?.status === 'sleeping') return settleStep(draft, due, 'done', wokeAt);
  if (due?.status === 'asking') {
    if (isFirstEngine(draft.state)) expireApproval(draft, due);
    else askWhetherExpired(draft, due);
    return;
  }
  const carried = carriedAs(draft, key, 'sleeping');
  if (carried) keepCarried(draft, carried, 'done', wokeAt);
}

/**
 * A question of this name was asked before, in an item that the state has let go and no plan of a change knew any more: it is put
 * under the next name, and nobody has to repair anything.
 */
function askRefused(draft: Draft, asking: StepState, failure: Failure): void {
  if (failure.code !== questionTaken || isFirstEngine(draft.state)) return refuseAsk(draft, asking, failure);
  if (asking.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: asking.key });
  tryAgain(draft, asking, true);
}

/** Nobody could be asked: the new plan puts the question when it comes to it, under a name of its own. */
function askLater(draft: Draft, carried: StepState): void {
  if (carried.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: carried.key });
  const base = baseKey(carried.stepId, carried.path);
  delete draft.state.carried?.[base];
  beginAfresh(draft, base);
}

function answered(draft: Draft, message: DecisionMessage): void {
  if (isRepeated(draft, message.decisionId)) return;
  const key = keyOfApproval(message.approvalId);
  const asking = draft.state.steps[key];
  if (asking?.status === 'asking') return answerApproval(draft, asking, message);
  if (asking) return;
  // Also for a question that is being taken over by a new plan: it is answered as soon as the plan comes to it.
  const { early } = draft.state;
  if (early.length >= mostEarly) early.shift();
  early.push(message);
}

function controlled(draft: Draft, message: ControlMessage): void {
  if (isRepeated(draft, message.commandId)) return;
  if (!(message.verb === 'retry' && message.isAutomatic)) draft.state.hadPerson = true;
  control(draft, message);
}

function isRepeated({ state: { seen } }: Draft, id: string): boolean {
  if (seen.includes(id)) return true;
  if (seen.length >= mostSeen) seen.shift();
  seen.push(id);
  return false;
}

/** Work of an older plan that the new one has not come back to yet. */
function carriedAs(draft: Draft, key: string, status: StepState['status']): StepState | undefined {
  const found = Object.values(draft.state.carried ?? {}).find((state) => state.key === key);
  return found?.status === status ? found : undefined;
}

function keepCarried(
  draft: Draft,
  { stepId, path, startedAt }: StepState,
  port: string,
  output: Json,
  more: { costUsd?: number } = {},
): void {
  const base = baseKey(stepId, path);
  delete draft.state.carried?.[base];
  draft.state.seed[base] = { port, output, startedAt, endedAt: draft.at, ...more };
}

/** A decision for a run that is over is told so, so that its card does not hang. */
function lateAnswer(event: EngineEvent): Effect[] {
  if (event.type !== 'approval-answered') return [];
  const { approvalId } = event;
  return [{ type: 'close-approval', key: keyOfApproval(approvalId), approvalId, state: 'cancelled' }];
}
