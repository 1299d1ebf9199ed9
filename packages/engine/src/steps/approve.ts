import type { AskEffect, DecisionMessage, Failure, Json, JsonObject, StepState } from '@dayshift/model';
import { type Draft, isFirstEngine, putStep } from '../draft.ts';
import { evaluateStep } from '../evaluate-step.ts';
import { failStep } from '../fail-step.ts';
import { approvalIdOf } from '../instance-key.ts';
import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

export const approve: StepHandler<'approve'> = (draft, step, state, activation) => {
  const { action, ...request } = step.request;
  const wanted: JsonObject = { ...definedOnly(request), input: action?.input ?? null };
  const result = evaluateStep(draft, wanted, variablesOf(draft, activation));
  if (!result.ok) return failStep(draft, state, result.failure);
  const rendered = result.value as JsonObject; // an object in gives an object out
  const due = rendered.dueSeconds;
  if (due !== undefined && due !== null && (typeof due !== 'number' || due <= 0)) {
    return failStep(draft, state, {
      code: 'DEADLINE_NOT_A_DURATION',
      message: 'The deadline of an approval needs a number of seconds above 0.',
    });
  }
  const effect: AskEffect = {
    type: 'ask',
    key: state.key,
    approvalId: approvalIdOf(draft.state, state.key),
    stepId: step.id,
    nodeId: step.nodeId,
    stepTitle: step.title,
    title: text(rendered.title),
    assignee: text(rendered.assignee),
  };
  if (action) effect.action = { operation: action.operation, input: rendered.input ?? null };
  if (rendered.fields !== undefined) effect.fields = rendered.fields;
  if (rendered.reason !== undefined && rendered.reason !== null) effect.reason = text(rendered.reason);
  if (typeof due === 'number') effect.dueAt = draft.at + Math.round(due * 1000);
  draft.effects.push(effect);
  if (effect.dueAt !== undefined)
    draft.effects.push({ type: 'start-timer', key: state.key, at: effect.dueAt });
  const asking: StepState = {
    ...state,
    status: 'asking',
    asked: effect.action?.input ?? effect.fields ?? null,
  };
  if (effect.dueAt !== undefined) asking.dueAt = effect.dueAt;
  putStep(draft, asking);
  takeEarlyAnswer(draft, asking);
};

/** Takes over a question from another plan: it may have been answered, or its deadline may have come, in between. */
export function takeOverAsking(draft: Draft, asking: StepState): void {
  takeEarlyAnswer(draft, asking);
  const now = draft.state.steps[asking.key];
  const isDue = now?.status === 'asking' && now.dueAt !== undefined && now.dueAt <= draft.at;
  if (isDue && !now.isExpiring && !isFirstEngine(draft.state)) askWhetherExpired(draft, now);
}

/** A decision may come before its question. */
function takeEarlyAnswer(draft: Draft, asking: StepState): void {
  const approvalId = approvalIdOf(draft.state, asking.key);
  const early = draft.state.early.find((message) => message.approvalId === approvalId);
  if (early) answerApproval(draft, asking, early);
}

/** Takes in a decision about an open question. The workflow has the final word: only the first one counts. */
export function answerApproval(draft: Draft, state: StepState, message: DecisionMessage): void {
  draft.state.hadPerson = true;
  if (state.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: state.key });
  draft.effects.push({
    type: 'close-approval',
    key: state.key,
    approvalId: message.approvalId,
    state: 'applied',
    decisionId: message.decisionId,
  });
  const { asked, isExpiring: _expiring, ...rest } = state;
  settleStep(draft, rest, message.verdict === 'approve' ? 'approved' : 'rejected', {
    approvalId: message.approvalId,
    verdict: message.verdict,
    by: message.by,
    comment: message.comment ?? null,
    isEdited: message.isEdited,
    input: message.input ?? asked ?? null,
  });
}

/** The deadline is here. Somebody may have answered just before it: the row knows, so it is asked. */
export function askWhetherExpired(draft: Draft, state: StepState): void {
  putStep(draft, { ...state, isExpiring: true });
  const approvalId = approvalIdOf(draft.state, state.key);
  draft.effects.push({ type: 'expire-approval', key: state.key, approvalId });
}

/** In runs of the first engine the timer alone decided. */
export function expireApproval(draft: Draft, state: StepState): void {
  const approvalId = approvalIdOf(draft.state, state.key);
  draft.effects.push({ type: 'close-approval', key: state.key, approvalId, state: 'expired' });
  leaveExpired(draft, state);
}

/** The question could not be put: it would ask for what can never be carried out. */
export function refuseAsk(draft: Draft, state: StepState, failure: Failure): void {
  if (state.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: state.key });
  const { asked: _asked, isExpiring: _expiring, ...rest } = state;
  failStep(draft, rest, failure);
}

/** Nobody answered in time, and the row says so too. */
export function leaveExpired(draft: Draft, state: StepState): void {
  const { asked: _asked, isExpiring: _expiring, ...rest } = state;
  settleStep(draft, rest, 'expired', expiredAnswer(draft, state));
}

export function expiredAnswer(draft: Draft, { key }: StepState): Json {
  return {
    approvalId: approvalIdOf(draft.state, key),
    verdict: 'expired',
    by: null,
    comment: null,
    isEdited: false,
    input: null,
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : JSON.stringify(value);
}

function definedOnly(fields: Record<string, Json | undefined>): JsonObject {
  const defined: JsonObject = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) defined[name] = value;
  return defined;
}
