import type { RepairMessage, StepState } from '@dayshift/model';
import type { Draft } from '../draft.ts';

/** One thing a person may do about a stuck step of one kind. */
export interface Verb {
  /** Why it must not be done now, as a sentence for the person; undefined when it may. */
  refusal(draft: Draft, stuck: StepState): string | undefined;
  apply(draft: Draft, stuck: StepState, message: RepairMessage): void;
}

export function allowed(apply: Verb['apply']): Verb {
  return { refusal: () => undefined, apply };
}

export function refused(why: string): Verb {
  return { refusal: () => why, apply: () => undefined };
}
