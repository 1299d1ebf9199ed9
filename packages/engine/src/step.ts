import type { ControlMessage, DecisionMessage, Effect, EngineEvent, Plan, RunState } from '@dayshift/model';
import { control } from './control.ts';
import { type Draft, openDraft } from './draft.ts';
import { breathKey, drain } from './drain.ts';
import { cancelRun } from './finish-run.ts';
import { failStep, settleStep } from './settle.ts';
import { spend, spentByFailure } from './spend.ts';
import { answerApproval, expireApproval } from './steps/approve.ts';

/**
 * The engine: `(plan, state, event) → { state, effects }`. Pure and synchronous, no clock, no I/O; total: it never throws,
 * whatever it is fed, and an event about something unknown or already settled changes nothing. After a `use-plan` effect
 * the host passes that plan from the next event on.
 */
export function step(
  plan: Plan,
  state: RunState,
  event: EngineEvent,
): { state: RunState; effects: Effect[] } {
  if (state.status !== 'open') return { state, effects: lateAnswer(event) };
  const draft = openDraft(plan, state, event.at);
  takeIn(draft, event);
  drain(draft);
  return { state: draft.state, effects: draft.effects };
}

function takeIn(draft: Draft, event: EngineEvent): void {
  switch (event.type) {
    case 'run-started':
      return;
    case 'call-finished': {
      const running = draft.state.steps[event.key];
      if (running?.status !== 'running' || draft.index.step(running.stepId)?.kind !== 'call') return;
      settleStep(draft, running, 'done', event.output, spend(draft, event));
      return;
    }
    case 'call-failed': {
      const running = draft.state.steps[event.key];
      if (running?.status !== 'running') return;
      failStep(draft, { ...running, ...spend(draft, spentByFailure(event.failure.details)) }, event.failure);
      return;
    }
    case 'timer-fired':
      return timerFired(draft, event.key);
    case 'approval-answered':
      return answered(draft, event);
    case 'control-received':
      return controlled(draft, event);
    case 'cancel-requested':
      return cancelRun(draft);
    default:
      event satisfies never;
  }
}

function timerFired(draft: Draft, key: string): void {
  if (key === breathKey) return;
  const due = draft.state.steps[key];
  if (due?.status === 'sleeping')
    settleStep(draft, due, 'done', { wokeAt: new Date(draft.at).toISOString() });
  else if (due?.status === 'asking') expireApproval(draft, due);
}

function answered(draft: Draft, message: DecisionMessage): void {
  if (draft.state.seen.includes(message.decisionId)) return;
  draft.state.seen.push(message.decisionId);
  const key = message.approvalId.slice(message.approvalId.indexOf(':') + 1);
  const asking = draft.state.steps[key];
  if (asking?.status === 'asking') answerApproval(draft, asking, message);
  else if (!asking && draft.state.early.length < 100) draft.state.early.push(message);
}

function controlled(draft: Draft, message: ControlMessage): void {
  if (draft.state.seen.includes(message.commandId)) return;
  draft.state.seen.push(message.commandId);
  if (!(message.verb === 'retry' && message.isAutomatic)) draft.state.hadPerson = true;
  control(draft, message);
}

/** A decision for a run that is over is told so, so that its card does not hang. */
function lateAnswer(event: EngineEvent): Effect[] {
  if (event.type !== 'approval-answered') return [];
  const key = event.approvalId.slice(event.approvalId.indexOf(':') + 1);
  return [{ type: 'close-approval', key, approvalId: event.approvalId, state: 'cancelled' }];
}
