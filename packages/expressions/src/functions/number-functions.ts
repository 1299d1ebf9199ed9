import { checkedNumber, Duration, EvaluationStopped, Instant, wrongType } from '../runtime.ts';
import { number, union } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';

export const numberFunctions: Record<string, ExpressionFunction> = {
  min: {
    signature: 'min(a, b)',
    help: 'The smaller of two, or the smallest of a list',
    parameters: ['orderable', 'orderable'],
    optional: 1,
    result: (args) => smallestResult(args),
    run: (args, budget) => extreme(args, budget.spend.bind(budget), (a, b) => a < b),
  },
  max: {
    signature: 'max(a, b)',
    help: 'The greater of two, or the greatest of a list',
    parameters: ['orderable', 'orderable'],
    optional: 1,
    result: (args) => smallestResult(args),
    run: (args, budget) => extreme(args, budget.spend.bind(budget), (a, b) => a > b),
  },
  round: {
    signature: 'round(number, digits)',
    help: 'Rounds half away from zero; digits is 0 when left out',
    parameters: ['number', 'number'],
    optional: 1,
    result: number,
    run: ([value, digits]) => round(value as number, (digits ?? 0) as number),
  },
  floor: onNumber('floor', 'The whole number below', Math.floor),
  ceil: onNumber('ceil', 'The whole number above', Math.ceil),
  abs: onNumber('abs', 'Without its sign', Math.abs),
  number: {
    signature: 'number(value)',
    help: 'Reads a text such as "49.00" as a number',
    parameters: ['any'],
    result: number,
    run: ([value]) => toNumber(value),
  },
  // CEL's own names, for those who know them.
  double: {
    signature: 'double(value)',
    help: 'The same as number(value)',
    parameters: ['any'],
    result: number,
    run: ([value]) => toNumber(value),
  },
  int: {
    signature: 'int(value)',
    help: 'A whole number: what is behind the point is cut off',
    parameters: ['any'],
    result: number,
    run: ([value]) => checkedNumber(Math.trunc(toNumber(value))),
  },
};

function onNumber(name: string, help: string, run: (value: number) => number): ExpressionFunction {
  return {
    signature: `${name}(number)`,
    help,
    parameters: ['number'],
    result: number,
    run: ([value]) => checkedNumber(run(value as number)),
  };
}

function smallestResult(
  args: Parameters<Extract<ExpressionFunction['result'], (...a: never[]) => unknown>>[0],
) {
  const parts = args.map((type) => (type.kind === 'list' ? type.item : type));
  return union(parts);
}

type Comparable = number | string;

function extreme(
  args: readonly unknown[],
  spend: (units: number) => void,
  isBetter: (a: Comparable, b: Comparable) => boolean,
): unknown {
  const list = args.length === 1 ? args[0] : args;
  if (!Array.isArray(list)) throw wrongType('two values or a list', list);
  spend(list.length);
  if (list.length === 0)
    throw new EvaluationStopped('EMPTY_LIST', 'The list is empty, so it has no smallest or greatest.');
  let best: unknown = list[0];
  for (const item of list) {
    const [a, b] = [comparable(item), comparable(best)];
    if (typeof a !== typeof b)
      throw new EvaluationStopped('WRONG_TYPE', 'Only values of one kind can be compared.');
    if (isBetter(a, b)) best = item;
  }
  return best;
}

function comparable(value: unknown): Comparable {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Instant) return value.milliseconds;
  if (value instanceof Duration) return value.seconds;
  throw wrongType('a number, a text or an instant', value);
}

function round(value: number, digits: number): number {
  const places = Math.min(Math.max(Math.trunc(digits), 0), 12);
  // Through the decimal text: 1.005 * 100 is 100.49999…, and money would round the wrong way.
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  const [back, backExponent = '0'] = String(shifted).split('e');
  const rounded = Number(`${back}e${Number(backExponent) - places}`);
  return checkedNumber(value < 0 ? -rounded : rounded);
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Duration) return value.seconds;
  if (
    typeof value === 'string' &&
    value.length <= 64 &&
    /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
  ) {
    return checkedNumber(Number(value));
  }
  if (typeof value === 'string') {
    throw new EvaluationStopped('NOT_A_NUMBER', `"${value.slice(0, 40)}" is not a number.`);
  }
  throw wrongType('a number or a text with one', value);
}
