import type { Json } from '@dayshift/model';
import { attempt, type EvaluationResult } from './evaluate.ts';
import { expressionLimits } from './limits.ts';
import { Budget, EvaluationStopped, type WorkMeter } from './runtime.ts';
import type { Scope } from './scope.ts';
import { compileTemplate, hasHoles, renderParts } from './template.ts';

/**
 * Fills every hole in a JSON value whose strings may hold `{{ … }}`; keys are taken as they are. A failure names the
 * field inside the value, such as `headers.X-Order` or `lines.0.text`.
 */
export function evaluateValue(value: Json, scope: Scope, meter?: WorkMeter): EvaluationResult {
  const trail: (string | number)[] = [];
  const result = attempt(() => fill(value, scope, new Budget(meter), trail));
  if (result.ok || trail.length === 0) return result;
  return { ok: false, failure: { ...result.failure, field: trail.join('.') } };
}

/** `trail` is left standing where a failure happened. */
function fill(value: Json, scope: Scope, budget: Budget, trail: (string | number)[]): Json {
  if (typeof value === 'string') return hasHoles(value) ? fillText(value, scope, budget) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (trail.length > expressionLimits.resultDepth) {
    throw new EvaluationStopped(
      'RESULT_TOO_DEEP',
      `The value is nested more than ${expressionLimits.resultDepth} levels.`,
    );
  }
  budget.spend(1);
  if (Array.isArray(value)) {
    return value.map((part, index) => {
      trail.push(index);
      const filled = fill(part, scope, budget, trail);
      trail.pop();
      return filled;
    });
  }
  const filled: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    trail.push(key);
    if (key === '__proto__')
      throw new EvaluationStopped('FORBIDDEN_KEY', 'A key named __proto__ is refused.');
    filled[key] = fill(value[key] ?? null, scope, budget, trail);
    trail.pop();
  }
  return filled;
}

function fillText(text: string, scope: Scope, budget: Budget): Json {
  const compiled = compileTemplate(text);
  if (compiled.ok) return renderParts(compiled.template, scope, budget);
  throw new EvaluationStopped(
    'BAD_EXPRESSION',
    compiled.problems[0]?.message ?? 'This template cannot be read.',
  );
}
