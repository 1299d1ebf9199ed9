import { isTextOnPurpose } from './compile-syntax.ts';
import { type ExpressionProblem, problemAt } from './problem.ts';
import { suggest } from './suggest.ts';
import type { Syntax } from './syntax.ts';
import { allows, isKind, mayBothBe, unwrap } from './type-questions.ts';
import {
  any,
  boolean,
  duration,
  instant,
  listOf,
  nameOfType,
  number,
  type Type,
  text,
  typeOfValue,
  union,
} from './types.ts';

type Binary = Extract<Syntax, { kind: 'binary' }>;

/** What an operator gives between two types; what it cannot work with is added to `problems`. */
export function operatorType(syntax: Binary, left: Type, right: Type, problems: ExpressionProblem[]): Type {
  switch (syntax.operator) {
    case '==':
    case '!=':
      comparable(syntax, left, right, problems);
      return boolean;
    case 'in':
      if (!allows(right, ['list', 'object'])) {
        const hint = right.kind === 'text' ? 'For a part of a text write text.contains("part").' : undefined;
        problems.push(
          problemAt(
            'PB3003',
            `in looks into a list or an object, not ${nameOfType(right)}.`,
            syntax.right,
            hint,
          ),
        );
      }
      return boolean;
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (!mayBothBe(left, right, ['number', 'text', 'instant', 'duration']))
        undefinedBetween(syntax, left, right, problems);
      return boolean;
    case '+':
      return plus(syntax, left, right, problems);
    default:
      return arithmetic(syntax, left, right, problems);
  }
}

/** `intent == "biling"` is always false: worth an error when the possible texts are known. */
function comparable(syntax: Binary, left: Type, right: Type, problems: ExpressionProblem[]): void {
  const [given, literal] = syntax.right.kind === 'literal' ? [left, syntax.right] : [right, syntax.left];
  if (literal.kind !== 'literal' || literal.value === null) return;
  const type = unwrap(given);
  if (
    typeof literal.value === 'string' &&
    type.kind === 'text' &&
    type.values &&
    !type.values.includes(literal.value)
  ) {
    const hint = suggest(literal.value, type.values) ?? `It is one of ${type.values.slice(0, 8).join(', ')}.`;
    problems.push(problemAt('PB3003', `This can never be "${literal.value}".`, literal, hint));
    return;
  }
  const wanted = typeOfValue(literal.value).kind;
  if (!allows(type, [wanted])) {
    problems.push(
      problemAt(
        'PB3003',
        `${nameOfType(type)} is never equal to ${nameOfType(typeOfValue(literal.value))}.`,
        syntax,
      ),
    );
  }
}

function plus(syntax: Binary, left: Type, right: Type, problems: ExpressionProblem[]): Type {
  if (left.kind === 'any' && right.kind === 'any') return any;
  if (mayBothBe(left, right, ['number'])) {
    return left.kind === 'number' && right.kind === 'number' ? number : union([number, text]);
  }
  const textual: Type['kind'][] = ['text', 'number', 'boolean'];
  if ((isKind(left, 'text') || isKind(right, 'text')) && allows(left, textual) && allows(right, textual)) {
    const isJoin = isTextOnPurpose(syntax.left) || isTextOnPurpose(syntax.right);
    if (!isJoin && (isKind(left, 'number') || isKind(right, 'number'))) problems.push(joinsNumber(syntax));
    return text;
  }
  if (left.kind === 'list' && right.kind === 'list') return listOf(union([left.item, right.item]));
  if (isKind(left, 'instant') && allows(right, ['duration'])) return instant;
  if (isKind(left, 'duration') && allows(right, ['duration', 'instant']))
    return right.kind === 'instant' ? instant : duration;
  if (left.kind === 'any' || right.kind === 'any') return any;
  undefinedBetween(syntax, left, right, problems);
  return any;
}

function joinsNumber(syntax: Binary): ExpressionProblem {
  return {
    ...problemAt(
      'PB3013',
      'A text and a number: + writes them side by side.',
      syntax,
      'Write number(…) around the text to add, or string(…) around the number if this is meant.',
    ),
    severity: 'warning',
  };
}

function arithmetic(syntax: Binary, left: Type, right: Type, problems: ExpressionProblem[]): Type {
  if (syntax.operator === '-' && left.kind === 'instant')
    return right.kind === 'instant' ? duration : instant;
  if (left.kind === 'duration') return duration;
  if (allows(left, ['number']) && allows(right, ['number'])) return number;
  if (left.kind === 'any' || right.kind === 'any') return any;
  undefinedBetween(syntax, left, right, problems);
  return number;
}

function undefinedBetween(syntax: Binary, left: Type, right: Type, problems: ExpressionProblem[]): void {
  problems.push(
    problemAt(
      'PB3003',
      `${syntax.operator} does not work between ${nameOfType(left)} and ${nameOfType(right)}.`,
      syntax,
    ),
  );
}
