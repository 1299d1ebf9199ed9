import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';

export const trigger: StepHandler<'trigger'> = (draft, _step, state) => {
  settleStep(draft, state, 'out', draft.state.trigger);
};
