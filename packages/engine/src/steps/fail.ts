import { putStep } from '../draft.ts';
import { evaluateStep } from '../evaluate-step.ts';
import { failStep } from '../fail-step.ts';
import { failRun } from '../finish-run.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

export const fail: StepHandler<'fail'> = (draft, step, state, activation) => {
  const result = evaluateStep(
    draft,
    { code: step.code, message: step.message },
    variablesOf(draft, activation),
  );
  if (!result.ok) return failStep(draft, state, result.failure);
  const { code, message } = result.value as { code: unknown; message: unknown }; // as built above
  const failure = { code: String(code), message: String(message) };
  putStep(draft, { ...state, status: 'failed', failure, endedAt: draft.at });
  failRun(draft, failure);
};
