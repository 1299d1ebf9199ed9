import type { Activation, StepState } from '@dayshift/model';
import { type Draft, putStep } from './draft.ts';
import { activationOf } from './execution.ts';
import { approvalIdOf } from './instance-key.ts';
import { unsettledSteps } from './memory.ts';
import { pruneActivation } from './prune.ts';

/** Stops everything that a run still works on or waits for: calls, timers, questions. */
export function stopEverything(draft: Draft): void {
  draft.state.ready = [];
  draft.state.waiting = [];
  for (const step of unsettledSteps(draft.state)) stopStep(draft, step);
  for (const step of Object.values(draft.state.carried ?? {})) takeBack(draft, step);
  delete draft.state.carried;
}

/** Stops everything in a scope that was opened, and in the scopes opened from it, and lets them go. */
export function cancelActivation(draft: Draft, key: string): void {
  const { state } = draft;
  const inside = activationsInside(draft, key);
  const isInside = (activation: string) => inside.has(activation);
  state.ready = state.ready.filter((work) => !isInside(work.activation));
  state.waiting = (state.waiting ?? []).filter((work) => !isInside(work.activation));
  for (const step of unsettledSteps(state)) {
    const home = activationOf(draft, step);
    if (home && isInside(home.key)) stopStep(draft, step);
  }
  for (const each of inside.values()) pruneActivation(draft, each);
}

/** Stops every item or round that a container has open. */
export function cancelBody(draft: Draft, openerKey: string): void {
  for (const activation of Object.values(draft.state.activations))
    if (activation.openedBy === openerKey && !activation.isClosed) cancelActivation(draft, activation.key);
}

/** Takes back what a step had asked of the host. */
export function takeBack(draft: Draft, step: StepState): void {
  switch (step.status) {
    case 'running':
      if (step.isOut) draft.effects.push({ type: 'stop-call', key: step.key });
      return;
    case 'sleeping':
      draft.effects.push({ type: 'stop-timer', key: step.key });
      return;
    case 'asking': {
      if (step.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: step.key });
      const approvalId = approvalIdOf(draft.state, step.key);
      draft.effects.push({ type: 'close-approval', key: step.key, approvalId, state: 'cancelled' });
      return;
    }
    case 'stuck':
    case 'done':
    case 'skipped':
    case 'failed':
    case 'cancelled':
      return;
    default:
      step.status satisfies never;
  }
}

function stopStep(draft: Draft, step: StepState): void {
  const { isOut: _isOut, ...rest } = step;
  putStep(draft, { ...rest, status: 'cancelled', endedAt: draft.at });
  takeBack(draft, step);
}

/** An activation and those opened from inside it; innermost last. */
function activationsInside(draft: Draft, key: string): Map<string, Activation> {
  const { activations, steps } = draft.state;
  const inside = new Map<string, Activation>();
  const outermost = activations[key];
  if (outermost) inside.set(key, outermost);
  for (let size = 0; size !== inside.size; ) {
    size = inside.size;
    for (const each of Object.values(activations)) {
      const opener = each.openedBy === undefined ? undefined : steps[each.openedBy];
      const home = opener && activationOf(draft, opener);
      if (home && inside.has(home.key)) inside.set(each.key, each);
    }
  }
  return inside;
}
