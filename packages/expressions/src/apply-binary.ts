import { readsAsNumber, toText } from './convert-text.ts';
import { isEqual } from './equal.ts';
import {
  type Budget,
  checkedList,
  checkedNumber,
  checkedText,
  Duration,
  describe,
  EvaluationStopped,
  Instant,
  isRecord,
  Maybe,
} from './runtime.ts';
import type { BinaryOperator } from './syntax.ts';

/** One operator on two values. Numbers are JSON numbers, so 1/2 is 0.5; text + number joins them. */
export function applyBinary(
  operator: BinaryOperator,
  left: unknown,
  right: unknown,
  budget: Budget,
  /** For +: the author wrote or made one side as a text, so the two are meant to be joined. */
  isJoin: boolean,
): unknown {
  switch (operator) {
    case '==':
      refuseLookalikes(operator, left, right, budget);
      return isEqual(left, right, budget);
    case '!=':
      refuseLookalikes(operator, left, right, budget);
      return !isEqual(left, right, budget);
    case 'in':
      return isIn(left, right, budget);
    case '<':
      return order(operator, left, right) < 0;
    case '<=':
      return order(operator, left, right) <= 0;
    case '>':
      return order(operator, left, right) > 0;
    case '>=':
      return order(operator, left, right) >= 0;
    case '+':
      if (!isJoin) refuseLookalikes(operator, left, right, budget);
      return add(left, right, budget);
    case '-':
      return subtract(left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

/**
 * "49.00" + 1 is 49.001 and 10 == "10" is never true: both are a mistake that nobody sees, so they are refused. A number
 * beside any other text is what it looks like.
 */
function refuseLookalikes(operator: BinaryOperator, left: unknown, right: unknown, budget: Budget): void {
  if (budget.dialect === 1 || typeof left === typeof right) return;
  const [number, text] = typeof left === 'number' ? [left, right] : [right, left];
  if (typeof number !== 'number' || typeof text !== 'string' || !readsAsNumber(text)) return;
  if (operator !== '+' && Number(text) !== number) return;
  const hint =
    operator === '+'
      ? 'Write number(…) around it to add, or string(…) to write the two side by side.'
      : 'Write number(…) or string(…) around one of them.';
  throw new EvaluationStopped(
    'TEXT_LIKE_A_NUMBER',
    `${operator} stands between the number ${number} and the text "${text.slice(0, 40)}", which only looks like one. ${hint}`,
  );
}

function order(operator: string, left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (left instanceof Instant && right instanceof Instant) return left.milliseconds - right.milliseconds;
  if (left instanceof Duration && right instanceof Duration) return left.seconds - right.seconds;
  throw notDefined(operator, left, right);
}

function add(left: unknown, right: unknown, budget: Budget): unknown {
  if (typeof left === 'number' && typeof right === 'number') return checkedNumber(left + right);
  if (isTextLike(left) && isTextLike(right) && (typeof left === 'string' || typeof right === 'string')) {
    const joined = checkedText(toText(left, budget) + toText(right, budget));
    budget.spendOnText(joined.length);
    return joined;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.spend(left.length + right.length);
    return checkedList([...left, ...right]);
  }
  if (left instanceof Instant && right instanceof Duration) return shift(left, right.seconds);
  if (left instanceof Duration && right instanceof Instant) return shift(right, left.seconds);
  if (left instanceof Duration && right instanceof Duration)
    return new Duration(left.seconds + right.seconds);
  throw notDefined('+', left, right);
}

function subtract(left: unknown, right: unknown): unknown {
  if (left instanceof Instant && right instanceof Instant) {
    return new Duration((left.milliseconds - right.milliseconds) / 1_000);
  }
  if (left instanceof Instant && right instanceof Duration) return shift(left, -right.seconds);
  if (left instanceof Duration && right instanceof Duration)
    return new Duration(left.seconds - right.seconds);
  return arithmetic('-', left, right);
}

function arithmetic(operator: string, left: unknown, right: unknown): number | Duration {
  if (left instanceof Duration && typeof right === 'number' && (operator === '*' || operator === '/')) {
    return new Duration(compute(operator, left.seconds, right));
  }
  if (typeof left !== 'number' || typeof right !== 'number') throw notDefined(operator, left, right);
  return compute(operator, left, right);
}

function compute(operator: string, left: number, right: number): number {
  if (operator === '-') return checkedNumber(left - right);
  if (operator === '*') return checkedNumber(left * right);
  if (right === 0) throw new EvaluationStopped('DIVISION_BY_ZERO', 'Nothing can be divided by zero.');
  return checkedNumber(operator === '/' ? left / right : left % right);
}

function isIn(item: unknown, holder: unknown, budget: Budget): boolean {
  if (Array.isArray(holder)) return holder.some((other) => isEqual(item, other, budget));
  if (isRecord(holder)) return typeof item === 'string' && Object.hasOwn(holder, item);
  if (typeof holder === 'string') {
    throw new EvaluationStopped('WRONG_TYPE', 'For a part of a text write text.contains("part").');
  }
  throw notDefined('in', item, holder);
}

function shift(instant: Instant, seconds: number): Instant {
  return new Instant(instant.milliseconds + seconds * 1_000);
}

function isTextLike(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function notDefined(operator: string, left: unknown, right: unknown): EvaluationStopped {
  const optional = left instanceof Maybe || right instanceof Maybe;
  const hint = optional || left === null || right === null ? ' Give a fallback with .orValue(…).' : '';
  return new EvaluationStopped(
    'WRONG_TYPE',
    `${operator} does not work between ${describe(left)} and ${describe(right)}.${hint}`,
  );
}
