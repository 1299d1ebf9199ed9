import type { LoopScope, MapScope, Progress, SeededItems, Step, StepState } from '@dayshift/model';
import { openActivation } from '../activation.ts';
import { type Draft, isFirstEngine, putStep } from '../draft.ts';
import { evaluateStep } from '../evaluate-step.ts';
import { failStep } from '../fail-step.ts';
import { baseKey, iterationPath } from '../instance-key.ts';
import { jsonBytes } from '../json-bytes.ts';
import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

/** Items of one For each. */
export const mapItemLimit = 10_000;
const firstMapItemLimit = 500;

/** Items and rounds of one run, in all its containers together: each takes history, memory and a place in the view. */
export const roundLimit = 25_000;

export const scope: StepHandler<'scope'> = (draft, step, state, activation) => {
  const body = draft.index.scope(step.bodyScopeId);
  if (!body || body.kind === 'root') {
    return failStep(draft, state, {
      code: 'PLAN_BROKEN',
      message: `The plan has no body for “${step.title}”.`,
    });
  }
  if (body.kind === 'loop') return openLoop(draft, step, state, body);
  const items = evaluateStep(draft, body.items, variablesOf(draft, activation));
  if (!items.ok) return failStep(draft, state, items.failure);
  if (!Array.isArray(items.value)) {
    return failStep(draft, state, {
      code: 'ITEMS_NOT_A_LIST',
      message: `“${step.title}” needs a list of items.`,
    });
  }
  const total = items.value.length;
  const limit = isFirstEngine(draft.state) ? firstMapItemLimit : mapItemLimit;
  if (total > limit) {
    return failStep(draft, state, {
      code: 'TOO_MANY_ITEMS',
      message: `“${step.title}” got ${total} items; at most ${limit} are worked through at once.`,
    });
  }
  if (total === 0) return settleStep(draft, state, 'done', { items: [], count: 0 });
  if (!hasRoundsLeft(draft, total)) return failStep(draft, state, tooManyRounds(step, total));
  const opening: StepState = {
    ...state,
    status: 'running',
    items: items.value,
    progress: { opened: 0, finished: 0, total, results: items.value.map(() => null) },
  };
  openMore(draft, opening, body);
};

function openLoop(draft: Draft, step: Step, state: StepState, body: LoopScope): void {
  const kept = seedItemsOf(draft, state);
  const last = Math.max(-1, ...Object.keys(kept?.results ?? {}).map(Number));
  if (!hasRoundsLeft(draft, 1)) return failStep(draft, state, tooManyRounds(step, 1));
  const progress = { opened: 0, finished: 0, total: body.max, results: [] };
  const opening: StepState = { ...state, status: 'running', progress };
  openNextTurn(draft, opening, body, last + 1, kept?.results[last] ?? null);
}

/** Keeps `concurrency` items under way. */
export function openMore(draft: Draft, state: StepState, body: MapScope): void {
  const progress = { ...progressOf(state) };
  const items = state.items ?? [];
  const kept = seedItemsOf(draft, state);
  while (progress.opened < items.length && progress.opened - progress.finished < body.concurrency) {
    const index = progress.opened;
    progress.opened += 1;
    if (kept && Object.hasOwn(kept.results, index)) {
      progress.finished += 1;
      progress.results[index] = kept.results[index] ?? null;
      if (kept.skipped?.includes(index)) progress.skipped = [...(progress.skipped ?? []), index];
      continue;
    }
    countRound(draft);
    openActivation(draft, body.id, iterationPath(state.path, index), {
      openedBy: state.key,
      index,
      item: items[index] ?? null,
    });
  }
  const next: StepState = { ...state, progress };
  if (progress.finished === progress.total) settleMap(draft, next);
  else putStep(draft, next);
}

/** Every item is over. */
export function settleMap(draft: Draft, state: StepState): void {
  const { items: _items, ...rest } = state;
  const { results, skipped } = progressOf(state);
  delete draft.state.seedItems?.[baseKey(state.stepId, state.path)];
  // Each result was counted when it came, and is counted once more as part of the whole.
  if (!isFirstEngine(draft.state)) draft.state.keptBytes = (draft.state.keptBytes ?? 0) - jsonBytes(results);
  settleStep(draft, rest, 'done', {
    items: results,
    count: results.length,
    ...(skipped && { skipped: [...skipped].sort((a, b) => a - b) }),
  });
}

/** The next turn of a loop; `item` is what the turn before yielded. */
export function openNextTurn(
  draft: Draft,
  state: StepState,
  body: LoopScope,
  index: number,
  previous: NonNullable<StepState['output']> | null,
): void {
  const step = draft.index.step(state.stepId);
  if (step && index > 0 && !hasRoundsLeft(draft, 1)) return failStep(draft, state, tooManyRounds(step, 1));
  countRound(draft);
  putStep(draft, { ...state, progress: { ...progressOf(state), opened: index + 1, finished: index } });
  openActivation(draft, body.id, iterationPath(state.path, index), {
    openedBy: state.key,
    index,
    item: previous,
  });
}

export function progressOf(state: StepState): Progress {
  return state.progress ?? { opened: 0, finished: 0, results: [] };
}

function seedItemsOf(draft: Draft, state: StepState): SeededItems | undefined {
  return draft.state.seedItems?.[baseKey(state.stepId, state.path)];
}

function hasRoundsLeft(draft: Draft, more: number): boolean {
  return isFirstEngine(draft.state) || (draft.state.rounds ?? 0) + more <= roundLimit;
}

function countRound(draft: Draft): void {
  draft.state.rounds = (draft.state.rounds ?? 0) + 1;
}

function tooManyRounds(step: Step, more: number) {
  return {
    code: 'TOO_MANY_ROUNDS',
    message: `“${step.title}” would begin ${more} more, which makes over ${roundLimit} items and rounds in this run, the most one run may have.`,
  };
}
