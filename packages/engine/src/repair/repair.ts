import type { Plan, RepairMessage, RepairVerb, RunState, StepState } from '@dayshift/model';
import { type Draft, openDraft } from '../draft.ts';
import { repairs } from './repairs.ts';

/** Does to a stuck step what a person wants, unless its kind does not allow it. */
export function repair(draft: Draft, stuck: StepState, message: RepairMessage): void {
  const verb = verbOf(draft, stuck, message.verb);
  if (!verb || verb.refusal(draft, stuck) !== undefined) return;
  verb.apply(draft, stuck, message);
}

/** Why a stuck step cannot be treated so, as a sentence; undefined when it can. */
export function repairRefusal(
  plan: Plan,
  state: RunState,
  key: string,
  verb: RepairVerb,
): string | undefined {
  const stuck = state.steps[key];
  if (stuck?.status !== 'stuck') return 'This step is not stuck (any more).';
  const draft = openDraft(plan, state, 0);
  const found = verbOf(draft, stuck, verb);
  return found ? found.refusal(draft, stuck) : 'The plan of this run has no such step.';
}

function verbOf(draft: Draft, stuck: StepState, verb: RepairVerb) {
  const step = draft.index.step(stuck.stepId);
  return step && repairs[step.kind][verb];
}
