import type { Json } from '@dayshift/model';
import { toJson } from './normalise.ts';
import { type ParsedExpression, parseExpression } from './parse-expression.ts';
import { Budget, EvaluationStopped, type ExpressionFailure, type WorkMeter } from './runtime.ts';
import type { Scope } from './scope.ts';

export type EvaluationResult<Value = Json> =
  | { ok: true; value: Value }
  | { ok: false; failure: ExpressionFailure };

/** Evaluates CEL source to JSON. Total: whatever it is fed, it answers with a value or a failure. */
export function evaluate(source: string, scope: Scope, meter?: WorkMeter): EvaluationResult {
  const parsed = parseExpression(source);
  if (!parsed.ok) {
    return { ok: false, failure: { code: 'BAD_EXPRESSION', message: parsed.problem.message } };
  }
  return attempt(() => evaluateParsed(parsed.expression, scope, new Budget(meter)));
}

/** Throws EvaluationStopped; for use inside `attempt`. */
export function evaluateParsed(expression: ParsedExpression, scope: Scope, budget: Budget): Json {
  return toJson(expression.program({ scope, locals: [], budget }));
}

export function attempt<Value>(work: () => Value): EvaluationResult<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

function toFailure(error: unknown): ExpressionFailure {
  if (error instanceof EvaluationStopped) return error.failure;
  if (error instanceof RangeError) {
    return {
      code: 'EXPRESSION_TOO_COSTLY',
      message: 'This expression nests too deeply or makes too large a value.',
    };
  }
  // Only a scope that is not plain data gets here, for example one with a getter that throws.
  return {
    code: 'EVALUATION_FAILED',
    message: error instanceof Error ? error.message : 'The evaluation failed.',
  };
}
