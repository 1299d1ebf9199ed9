import type { Activation, StepState } from '@dayshift/model';
import { type Draft, dropStep, isFirstEngine } from './draft.ts';
import { currentKey } from './execution.ts';
import { jsonBytes } from './json-bytes.ts';

/** Lets an item or a round go that is over: its result is kept by whoever opened it, its steps only by who watches. */
export function pruneActivation(draft: Draft, activation: Activation): void {
  if (isFirstEngine(draft.state)) return;
  const { state } = draft;
  const gone: StepState[] = [];
  for (const { id } of draft.index.stepsOf(activation.scopeId)) {
    // How often it was begun is kept: should a change of plan begin it anew, its keys are taken.
    const step = state.steps[currentKey(draft, id, activation.path)];
    if (!step) continue;
    gone.push(step);
    dropStep(draft, step.key);
    if (step.output !== undefined) state.keptBytes = (state.keptBytes ?? 0) - jsonBytes(step.output);
  }
  draft.memory.outputs.delete(activation.key);
  delete state.activations[activation.key];
  draft.watch.closed?.(gone);
}
