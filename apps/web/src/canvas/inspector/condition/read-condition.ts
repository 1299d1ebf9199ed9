import { type ParsedExpression, parseExpression } from '@dayshift/expressions';
import type { Condition, Operand, Operator, Rule } from './condition.ts';

type Syntax = ParsedExpression['syntax'];

const compared: Partial<Record<string, Operator>> = {
  '==': 'is',
  '!=': 'is-not',
  '>': 'over',
  '>=': 'at-least',
  '<': 'under',
  '<=': 'at-most',
};

/** An expression as rows; undefined where it says more than rows can. An empty one has no rows yet. */
export function readCondition(source: string): Condition | undefined {
  if (source.trim() === '') return { how: 'all', rules: [] };
  const parsed = parseExpression(source);
  if (!parsed.ok) return undefined;
  const textOf = ({ start, end }: Syntax) => source.slice(start, end);
  const { syntax } = parsed.expression;
  const whole = ruleOf(syntax, textOf);
  if (whole) return { how: 'all', rules: [whole] };
  if (syntax.kind !== 'and' && syntax.kind !== 'or') return undefined;
  const rules = rulesIn(syntax, syntax.kind, textOf);
  return rules && { how: syntax.kind === 'and' ? 'all' : 'any', rules };
}

type TextOf = (syntax: Syntax) => string;

/** The comparisons of a chain of one kind; a pair that together asks whether something is empty is one of them. */
function rulesIn(syntax: Syntax, kind: 'and' | 'or', textOf: TextOf): Rule[] | undefined {
  const rule = ruleOf(syntax, textOf);
  if (rule) return [rule];
  if (syntax.kind !== kind) return undefined;
  const left = rulesIn(syntax.left, kind, textOf);
  const right = rulesIn(syntax.right, kind, textOf);
  return left && right && [...left, ...right];
}

function ruleOf(syntax: Syntax, textOf: TextOf): Rule | undefined {
  switch (syntax.kind) {
    case 'and':
    case 'or':
      return eitherEmpty(syntax, textOf);
    case 'binary':
      return comparison(syntax, textOf);
    case 'call':
      return called(syntax, textOf, false);
    case 'not': {
      const { operand } = syntax;
      if (operand.kind === 'call') return called(operand, textOf, true);
      return isReadable(operand) ? { left: textOf(operand), operator: 'is-no' } : undefined;
    }
    default:
      return isReadable(syntax) ? { left: textOf(syntax), operator: 'is-yes' } : undefined;
  }
}

function comparison(syntax: Extract<Syntax, { kind: 'binary' }>, textOf: TextOf): Rule | undefined {
  const { left, right, operator } = syntax;
  if (operator === 'in') {
    const values = isReadable(left) && right.kind === 'list' ? right.items.map(plainOf) : [undefined];
    if (!values.every((value) => value !== undefined)) return undefined;
    return { left: textOf(left), operator: 'one-of', right: { kind: 'list', values } };
  }
  const named = compared[operator];
  if (named === undefined) return undefined;
  const counted = sizeOf(left);
  if (counted && right.kind === 'literal' && right.value === 0) {
    if (operator === '==') return { left: textOf(counted), operator: 'is-empty', empty: 'list' };
    if (operator === '>') return { left: textOf(counted), operator: 'is-filled', empty: 'list' };
  }
  if (!isReadable(left)) return undefined;
  const rule = { left: textOf(left) };
  if (right.kind === 'literal') {
    const { value } = right;
    const isEqual = operator === '==';
    if (!isEqual && operator !== '!=') {
      return typeof value === 'number'
        ? { ...rule, operator: named, right: { kind: 'number', value } }
        : undefined;
    }
    if (value === true || value === false)
      return { ...rule, operator: isEqual === value ? 'is-yes' : 'is-no' };
    if (value === null) return { ...rule, operator: isEqual ? 'is-empty' : 'is-filled', empty: 'null' };
    if (value === '') return { ...rule, operator: isEqual ? 'is-empty' : 'is-filled', empty: 'text' };
  }
  const operand = operandOf(right, textOf);
  return operand && { ...rule, operator: named, right: operand };
}

function called(
  syntax: Extract<Syntax, { kind: 'call' }>,
  textOf: TextOf,
  isNegated: boolean,
): Rule | undefined {
  const [left, right, ...more] = syntax.args;
  if (!left || !right || more.length > 0 || !isReadable(left)) return undefined;
  const operand = operandOf(right, textOf);
  if (!operand) return undefined;
  if (syntax.name === 'contains')
    return { left: textOf(left), operator: isNegated ? 'contains-not' : 'contains', right: operand };
  if (syntax.name === 'startsWith' && !isNegated)
    return { left: textOf(left), operator: 'starts-with', right: operand };
  return undefined;
}

/** `(x == null || x == "")`, and the other way round `(x != null && x != "")`. */
function eitherEmpty(syntax: Extract<Syntax, { kind: 'and' | 'or' }>, textOf: TextOf): Rule | undefined {
  const operator = syntax.kind === 'or' ? 'is-empty' : 'is-filled';
  const [first, second] = [ruleOf(syntax.left, textOf), ruleOf(syntax.right, textOf)];
  const isPair =
    first?.operator === operator &&
    second?.operator === operator &&
    first.left === second.left &&
    first.empty === 'null' &&
    second.empty === 'text';
  return isPair ? { left: first.left, operator, empty: 'either' } : undefined;
}

function sizeOf(syntax: Syntax): Syntax | undefined {
  if (syntax.kind !== 'call' || syntax.name !== 'size') return undefined;
  const [counted] = syntax.args;
  return counted && isReadable(counted) ? counted : undefined;
}

/** A value of the run as it is: a path, perhaps with a fallback. */
function isReadable(syntax: Syntax): boolean {
  switch (syntax.kind) {
    case 'variable':
      return true;
    case 'field':
      return isReadable(syntax.target);
    case 'index':
      return isReadable(syntax.target) && syntax.index.kind === 'literal';
    case 'or-value':
      return isReadable(syntax.target) && syntax.fallback.kind === 'literal';
    default:
      return false;
  }
}

function operandOf(syntax: Syntax, textOf: TextOf): Operand | undefined {
  if (isReadable(syntax)) return { kind: 'path', source: textOf(syntax) };
  const value = plainOf(syntax);
  if (value === undefined) return undefined;
  return typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', value };
}

function plainOf(syntax: Syntax): string | number | undefined {
  if (syntax.kind === 'negate') {
    const value = plainOf(syntax.operand);
    return typeof value === 'number' ? -value : undefined;
  }
  if (syntax.kind !== 'literal') return undefined;
  return typeof syntax.value === 'string' || typeof syntax.value === 'number' ? syntax.value : undefined;
}
