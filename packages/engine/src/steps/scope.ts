import type { LoopScope, MapScope, StepState } from '@dayshift/model';
import { openActivation } from '../activation.ts';
import type { Draft } from '../draft.ts';
import { evaluateStep } from '../evaluate-step.ts';
import { iterationPath } from '../instance-key.ts';
import { failStep, putStep, settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

/** Items of one For each. More than that belongs into pages of work. */
export const mapItemLimit = 500;

export const scope: StepHandler<'scope'> = (draft, step, state, activation) => {
  const body = draft.index.scope(step.bodyScopeId);
  if (!body || body.kind === 'root') {
    return failStep(draft, state, {
      code: 'PLAN_BROKEN',
      message: `The plan has no body for “${step.title}”.`,
    });
  }
  if (body.kind === 'loop') {
    putStep(draft, {
      ...state,
      status: 'running',
      progress: { opened: 1, finished: 0, total: body.max, results: [] },
    });
    openActivation(draft, body.id, iterationPath(state.path, 0), {
      openedBy: state.key,
      index: 0,
      item: null,
    });
    return;
  }
  const items = evaluateStep(draft, body.items, variablesOf(draft, activation));
  if (!items.ok) return failStep(draft, state, items.failure);
  if (!Array.isArray(items.value)) {
    return failStep(draft, state, {
      code: 'ITEMS_NOT_A_LIST',
      message: `“${step.title}” needs a list of items.`,
    });
  }
  if (items.value.length > mapItemLimit) {
    return failStep(draft, state, {
      code: 'TOO_MANY_ITEMS',
      message: `“${step.title}” got ${items.value.length} items; at most ${mapItemLimit} are worked through at once.`,
    });
  }
  if (items.value.length === 0) return settleStep(draft, state, 'done', { items: [], count: 0 });
  const total = items.value.length;
  const opening: StepState = {
    ...state,
    status: 'running',
    items: items.value,
    progress: { opened: 0, finished: 0, total, results: items.value.map(() => null) },
  };
  openMore(draft, opening, body);
};

/** Keeps `concurrency` items under way. */
export function openMore(draft: Draft, state: StepState, body: MapScope): void {
  const progress = state.progress ?? { opened: 0, finished: 0, results: [] };
  const items = state.items ?? [];
  let opened = progress.opened;
  while (opened < items.length && opened - progress.finished < body.concurrency) {
    const index = opened;
    opened += 1;
    openActivation(draft, body.id, iterationPath(state.path, index), {
      openedBy: state.key,
      index,
      item: items[index] ?? null,
    });
  }
  putStep(draft, { ...state, progress: { ...progress, opened } });
}

/** The next turn of a loop; `item` is what the turn before yielded. */
export function openNextTurn(
  draft: Draft,
  state: StepState,
  body: LoopScope,
  index: number,
  previous: MapResult,
): void {
  const progress = state.progress ?? { opened: 0, finished: 0, results: [] };
  putStep(draft, { ...state, progress: { ...progress, opened: index + 1, finished: index } });
  openActivation(draft, body.id, iterationPath(state.path, index), {
    openedBy: state.key,
    index,
    item: previous,
  });
}

type MapResult = NonNullable<StepState['output']> | null;
