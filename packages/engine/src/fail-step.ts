import type { Failure, StepState } from '@dayshift/model';
import { type Draft, isFirstEngine, putStep } from './draft.ts';
import { activationOf, openerOf } from './execution.ts';
import { parkStep, sendToken } from './settle.ts';
import { cancelBody } from './stop.ts';

/** Not a failure of the step: the money for it is used up, and whoever may give more has to hear of it. */
const alwaysParks: readonly string[] = ['BUDGET_REACHED'];

/**
 * A step failed for good. It leaves by its error port where one is drawn; else the nearest container around it does that has
 * one, and everything else inside is stopped; else the step parks and a person decides.
 */
export function failStep(draft: Draft, state: StepState, failure: Failure): void {
  if (alwaysParks.includes(failure.code)) return parkStep(draft, state, failure);
  const isFirst = isFirstEngine(draft.state);
  if (hasErrorPort(draft, state)) {
    if (!isFirst && state.progress) leaveContainer(draft, state, failure);
    else leaveByError(draft, state, failure);
    return;
  }
  const catching = isFirst ? undefined : catcherOf(draft, state);
  if (!catching) return parkStep(draft, state, failure);
  fail(draft, state, failure, { endedAt: draft.at });
  leaveContainer(draft, catching, failure);
}

/** Also when it is the container's own failure, of one item's result: the other items would go on, and let it leave once more. */
function leaveContainer(draft: Draft, container: StepState, failure: Failure): void {
  cancelBody(draft, container.key);
  const { items: _items, progress: _progress, ...rest } = container;
  leaveByError(draft, rest, failure);
}

function catcherOf(draft: Draft, state: StepState): StepState | undefined {
  let container = openerOf(draft, state);
  while (container && !hasErrorPort(draft, container)) container = openerOf(draft, container);
  return container;
}

function hasErrorPort(draft: Draft, state: StepState): boolean {
  const step = draft.index.step(state.stepId);
  return step?.ports.some((port) => port.name === 'error' && port.to.length > 0) ?? false;
}

export function leaveByError(draft: Draft, state: StepState, failure: Failure, endedAt = draft.at): void {
  fail(draft, state, failure, { port: 'error', endedAt });
  const step = draft.index.step(state.stepId);
  const activation = activationOf(draft, state);
  if (!step || !activation) return;
  activation.error = failure;
  sendToken(draft, step, activation.key, 'error');
}

function fail(
  draft: Draft,
  state: StepState,
  failure: Failure,
  how: { port?: string; endedAt: number },
): void {
  const { dueAt: _due, isOut: _isOut, ...rest } = state;
  putStep(draft, { ...rest, ...how, status: 'failed', failure });
}
