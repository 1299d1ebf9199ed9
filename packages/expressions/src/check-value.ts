import type { Json } from '@dayshift/model';
import { checkTemplate } from './check-expression.ts';
import type { ExpressionProblem } from './problem.ts';
import type { TypeScope } from './type-scope.ts';
import { any, type Field, listOf, type Type, typeOfValue, union } from './types.ts';

/** A problem with its place inside a value, such as `headers.X-Order`. */
export type ValueProblem = ExpressionProblem & { field: string };

/** Checks every text with holes in a JSON value and finds the type of what it will become. */
export function checkValue(value: Json, scope: TypeScope): { problems: ValueProblem[]; type: Type } {
  const problems: ValueProblem[] = [];
  return { type: walk(value, scope, '', problems, 0), problems };
}

function walk(value: Json, scope: TypeScope, field: string, problems: ValueProblem[], depth: number): Type {
  if (typeof value === 'string') {
    const found = checkTemplate(value, scope);
    for (const problem of found.problems) problems.push({ ...problem, field });
    return found.type;
  }
  if (typeof value !== 'object' || value === null) return typeOfValue(value);
  if (depth > 64) return any;
  const at = (key: string | number) => (field === '' ? String(key) : `${field}.${key}`);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => walk(item, scope, at(index), problems, depth + 1));
    return listOf(items.length > 0 ? union(items) : any);
  }
  const fields = new Map<string, Field>();
  for (const [key, part] of Object.entries(value)) {
    fields.set(key, { type: walk(part, scope, at(key), problems, depth + 1), isRequired: true });
  }
  return { kind: 'object', fields, others: fields.size > 0 ? undefined : any };
}
