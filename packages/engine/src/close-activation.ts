import { evaluate } from '@dayshift/expressions';
import type { Activation, Json, LoopScope, MapScope, StepState } from '@dayshift/model';
import { type Draft, ownActivation } from './draft.ts';
import { evaluateStep } from './evaluate-step.ts';
import { completeRun } from './finish-run.ts';
import { parkStep, putStep, settleStep } from './settle.ts';
import { openMore, openNextTurn } from './steps/scope.ts';
import { variablesOf } from './variables.ts';

/** Every step of an activation is settled: the run is over, an item is collected, or a loop turns. */
export function closeActivation(draft: Draft, key: string): void {
  const activation = ownActivation(draft, key);
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
  if (!collected.ok) return parkStep(draft, opener, collected.failure);
  if (body.kind === 'map') closeItem(draft, activation, opener, body, collected.value);
  else closeTurn(draft, activation, opener, body, collected.value);
}

function closeItem(
  draft: Draft,
  activation: Activation,
  opener: StepState,
  body: MapScope,
  result: Json,
): void {
  activation.isClosed = true;
  const progress = opener.progress ?? { opened: 0, finished: 0, results: [] };
  const results = [...progress.results];
  results[activation.index ?? 0] = result;
  const finished = progress.finished + 1;
  const next: StepState = { ...opener, progress: { ...progress, finished, results } };
  if (finished === progress.total) {
    const { items: _items, ...rest } = next;
    settleStep(draft, rest, 'done', { items: results, count: results.length });
  } else if (opener.status === 'stuck') putStep(draft, next);
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
  if (!isMet.ok) return parkStep(draft, opener, isMet.failure);
  if (typeof isMet.value !== 'boolean') {
    return parkStep(draft, opener, {
      code: 'CONDITION_NOT_BOOLEAN',
      message: 'The condition of “repeat until” is not true or false.',
    });
  }
  activation.isClosed = true;
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
