import type { Json, StepState } from '@dayshift/model';
import { closeActivation } from '../close-activation.ts';
import { type Draft, putStep } from '../draft.ts';
import { settleStep } from '../settle.ts';
import { progressOf } from '../steps/scope.ts';
import { cancelBody } from '../stop.ts';

/** The body went well but its result could not be collected: collect again. */
export function retryScope(draft: Draft, stuck: StepState): void {
  const { failure: _failure, ...rest } = stuck;
  putStep(draft, { ...rest, status: 'running' });
  for (const activation of Object.values(draft.state.activations)) {
    if (activation.openedBy === stuck.key && !activation.isClosed && activation.unsettled === 0) {
      closeActivation(draft, activation.key);
    }
  }
}

/** Stops what is still under way in a container and goes on behind it, with what there is. */
export function skipScope(draft: Draft, stuck: StepState, given?: Json): void {
  const output = given ?? soFar(draft, stuck);
  cancelBody(draft, stuck.key);
  const { items: _items, ...rest } = stuck;
  settleStep(draft, rest, 'done', output, { isOverridden: true });
}

function soFar(draft: Draft, stuck: StepState): Json {
  const step = draft.index.step(stuck.stepId);
  const body = step?.kind === 'scope' ? draft.index.scope(step.bodyScopeId) : undefined;
  const { results, finished } = progressOf(stuck);
  if (body?.kind === 'loop') return { result: null, turns: finished, isMet: false };
  const open = new Set(
    Object.values(draft.state.activations)
      .filter(({ openedBy, isClosed }) => openedBy === stuck.key && !isClosed)
      .map(({ index }) => index ?? 0),
  );
  const { opened, skipped = [] } = progressOf(stuck);
  const isMissing = (_result: Json, index: number) => index >= opened || open.has(index);
  const missing = results.flatMap((result, index) => (isMissing(result, index) ? [index] : []));
  return { items: results, count: results.length, skipped: [...new Set([...skipped, ...missing])] };
}
