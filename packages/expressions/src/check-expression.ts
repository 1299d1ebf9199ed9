import { inferType } from './infer-type.ts';
import { parseExpression } from './parse-expression.ts';
import type { ExpressionProblem } from './problem.ts';
import { compileTemplate, hasHoles } from './template.ts';
import type { TypeScope } from './type-scope.ts';
import { any, type Type, text } from './types.ts';

export interface CheckResult {
  problems: ExpressionProblem[];
  /** `any` where the expression cannot be read. */
  type: Type;
}

/** Everything wrong with an expression at a place where `scope` is known. Never throws. */
export function checkExpression(source: string, scope: TypeScope): ExpressionProblem[] {
  return checkSource(source, scope).problems;
}

/** As checkExpression, with the type it gives. */
export function checkSource(source: string, scope: TypeScope): CheckResult {
  const parsed = parseExpression(source);
  if (!parsed.ok) return { problems: [parsed.problem], type: any };
  return inferType(parsed.expression.syntax, scope);
}

/** As checkSource for a text with holes; offsets count into the text. */
export function checkTemplate(template: string, scope: TypeScope): CheckResult {
  if (!hasHoles(template)) return { problems: [], type: text };
  const compiled = compileTemplate(template);
  if (!compiled.ok) return { problems: compiled.problems, type: any };
  const problems: ExpressionProblem[] = [];
  let only: Type = text;
  for (const part of compiled.template.parts) {
    if (typeof part === 'string') continue;
    const found = inferType(part.expression.syntax, scope);
    for (const problem of found.problems) {
      problems.push({ ...problem, start: problem.start + part.start, end: problem.end + part.start });
    }
    only = found.type;
  }
  return { problems, type: compiled.template.isOneHole ? only : text };
}
