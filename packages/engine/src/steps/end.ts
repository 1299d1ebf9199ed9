import { evaluateStep } from '../evaluate-step.ts';
import { failStep } from '../fail-step.ts';
import { completeRun } from '../finish-run.ts';
import { settleStep } from '../settle.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

export const end: StepHandler<'end'> = (draft, step, state, activation) => {
  const result = evaluateStep(
    draft,
    { outcome: step.outcome, output: step.output },
    variablesOf(draft, activation),
  );
  if (!result.ok) return failStep(draft, state, result.failure);
  const { outcome, output } = result.value as { outcome: unknown; output: typeof result.value }; // as built above
  settleStep(draft, state, 'done', output ?? null);
  completeRun(draft, typeof outcome === 'string' ? outcome : JSON.stringify(outcome), output ?? null);
};
