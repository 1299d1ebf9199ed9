import type { Activation, Step, StepKind, StepState } from '@dayshift/model';
import type { Draft } from './draft.ts';

/** What a step kind does when its turn comes: settle at once, or ask the host for something and wait. */
export type StepHandler<Kind extends StepKind> = (
  draft: Draft,
  step: Extract<Step, { kind: Kind }>,
  state: StepState,
  activation: Activation,
) => void;
