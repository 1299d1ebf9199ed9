import type { Type } from '@dayshift/expressions';
import { type Operand, type Operator, type Rule, wantsRight } from './condition.ts';
import { type Comparable, comparableOf, emptinessOf, offeredFor } from './operators-for.ts';

/** The rule about another value; how it is compared stays where that still makes sense. */
export function withLeft(rule: Rule, left: string, type: Type): Rule {
  const offered = offeredFor(comparableOf(type));
  const isKept = rule.left !== '' && offered.includes(rule.operator);
  return withOperator({ ...rule, left }, isKept ? rule.operator : (offered[0] ?? 'is'), type);
}

/** What is typed into a field beside a value of which nothing is known: a number stays one. */
export function typed(text: string, mayBeNumber: boolean): Operand | undefined {
  if (text === '') return undefined;
  return mayBeNumber && isNumber(text)
    ? { kind: 'number', value: Number(text) }
    : { kind: 'text', value: text };
}

const isNumber = (text: string) => /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text);

export const asKind = (text: string, kind: Comparable) =>
  kind === 'number' || (kind === 'any' && isNumber(text)) ? Number(text) : text;

export function withRight(rule: Rule, right: Operand | undefined): Rule {
  const { right: _before, ...rest } = rule;
  return right ? { ...rest, right } : rest;
}

/** The rule with another operator; what it was compared with stays where it still makes sense. */
export function withOperator(rule: Rule, operator: Operator, type: Type): Rule {
  const { right, left } = rule;
  if (operator === 'is-empty' || operator === 'is-filled')
    return { left, operator, empty: emptinessOf(type) };
  if (!wantsRight(operator) || !right) return { left, operator };
  if (operator === 'one-of') {
    if (right.kind === 'path') return { left, operator };
    return { left, operator, right: right.kind === 'list' ? right : { kind: 'list', values: [right.value] } };
  }
  if (right.kind !== 'list') return { left, operator, right };
  const [value] = right.values;
  if (value === undefined) return { left, operator };
  return {
    left,
    operator,
    right: typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', value },
  };
}
