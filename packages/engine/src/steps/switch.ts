import { evaluate } from '@dayshift/expressions';
import { failStep } from '../fail-step.ts';
import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

/** Its output names the port it chose. */
export const switchStep: StepHandler<'switch'> = (draft, step, state, activation) => {
  const variables = variablesOf(draft, activation);
  for (const each of step.cases) {
    const result = evaluate(each.when, variables, draft.work);
    if (!result.ok) return failStep(draft, state, result.failure);
    if (typeof result.value !== 'boolean') {
      return failStep(draft, state, {
        code: 'CONDITION_NOT_BOOLEAN',
        message: `The condition of “${each.port}” gave ${JSON.stringify(result.value)?.slice(0, 80)}, not true or false.`,
      });
    }
    if (result.value) return settleStep(draft, state, each.port, { chosen: each.port });
  }
  settleStep(draft, state, step.otherwise, { chosen: step.otherwise });
};
