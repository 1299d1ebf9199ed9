import { evaluateStep } from '../evaluate-step.ts';
import { failStep } from '../fail-step.ts';
import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

export const compute: StepHandler<'compute'> = (draft, step, state, activation) => {
  const result = evaluateStep(draft, step.output, variablesOf(draft, activation));
  if (result.ok) settleStep(draft, state, 'done', result.value);
  else failStep(draft, state, result.failure);
};
