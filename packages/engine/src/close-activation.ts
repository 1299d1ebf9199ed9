import { evaluate } from '@dayshift/expressions';
import type { Activation, Failure, Json, LoopScope, MapScope, StepState } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { isFirstEngine, putStep } from './draft.ts';
import { evaluateStep } from './evaluate-step.ts';
import { currentKey } from './execution.ts';
import { failStep } from './fail-step.ts';
import { completeRun } from './finish-run.ts';
import { jsonBytes } from './json-bytes.ts';
import { pruneActivation } from './prune.ts';
import { parkStep, settleStep } from './settle.ts';
import { openMore, openNextTurn, progressOf, settleMap } from './steps/scope.ts';
import { variablesOf } from './variables.ts';

/** Every step of an activation is settled: the run is over, an item is collected, or a loop turns. */
export function closeActivation(draft: Draft, key: string): void {
  const activation = draft.state.activations[key];
  if (!activation || activation.isClosed) return;
  const body = draft.index.scope(activation.scopeId);
  if (!body || body.kind === 'root') {
    activation.isClosed = true;
    completeRun(draft, 'done', null);
    return;
  }
  const opener = activation.openedBy === undefined ? undefined : draft.state.steps[activation.openedBy];
  if (!opener) return;
  const collected = evaluateStep(draft, body.collect, variablesOf(draft, activation));
  const isGivenUp = !collected.ok && wasSkippedIn(draft, activation);
  if (!collected.ok && !isGivenUp) return fail(draft, opener, collected.failure);
  const result = collected.ok ? collected.value : null;
  if (body.kind === 'map') closeItem(draft, activation, opener, body, result, isGivenUp);
  else closeTurn(draft, activation, opener, body, result);
}

/** An item is over: its result takes its place, and the next one may begin. */
export function closeItem(
  draft: Draft,
  activation: Activation,
  opener: StepState,
  body: MapScope,
  result: Json,
  isSkipped: boolean,
): void {
  activation.isClosed = true;
  const index = activation.index ?? 0;
  keep(draft, activation, result);
  const progress = progressOf(opener);
  // In place: a copy of all results for each of many items would take longer than the items.
  progress.results[index] = result;
  const next: StepState = { ...opener, progress: { ...progress, finished: progress.finished + 1 } };
  if (isSkipped && next.progress) next.progress.skipped = [...(progress.skipped ?? []), index];
  if (next.progress?.finished === progress.total) settleMap(draft, next);
  else if (opener.status === 'stuck') putStep(draft, next);
  else openMore(draft, next, body);
}

function closeTurn(
  draft: Draft,
  activation: Activation,
  opener: StepState,
  body: LoopScope,
  result: Json,
): void {
  const index = activation.index ?? 0;
  const isMet = evaluate(body.until, variablesOf(draft, activation, { item: result }), draft.work);
  if (!isMet.ok) return fail(draft, opener, isMet.failure);
  if (typeof isMet.value !== 'boolean') {
    return fail(draft, opener, {
      code: 'CONDITION_NOT_BOOLEAN',
      message: 'The condition of “repeat until” is not true or false.',
    });
  }
  activation.isClosed = true;
  keep(draft, activation, null);
  if (isMet.value || index + 1 >= body.max) {
    const hasExhausted =
      draft.index.step(opener.stepId)?.ports.some((port) => port.name === 'exhausted') ?? false;
    settleStep(draft, opener, isMet.value || !hasExhausted ? 'done' : 'exhausted', {
      result,
      turns: index + 1,
      isMet: isMet.value,
    });
    return;
  }
  openNextTurn(draft, opener, body, index + 1, result);
}

function keep(draft: Draft, activation: Activation, result: Json): void {
  pruneActivation(draft, activation);
  if (!isFirstEngine(draft.state)) draft.state.keptBytes = (draft.state.keptBytes ?? 0) + jsonBytes(result);
}

function fail(draft: Draft, opener: StepState, failure: Failure): void {
  if (isFirstEngine(draft.state)) parkStep(draft, opener, failure);
  else failStep(draft, opener, failure);
}

/** A person gave up a step in it, so what should be collected may rightly be missing. */
function wasSkippedIn(draft: Draft, activation: Activation): boolean {
  if (isFirstEngine(draft.state)) return false;
  return draft.index
    .stepsOf(activation.scopeId)
    .some(({ id }) => draft.state.steps[currentKey(draft, id, activation.path)]?.isOverridden);
}
