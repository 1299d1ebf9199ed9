import { checkedNumber, wrongType } from '../runtime.ts';
import { number, text, union } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';
import { formatNumber, localeFault, localeNamed, round, toNumber, withoutLocale } from './number-text.ts';
import { extreme } from './order-functions.ts';

export const numberFunctions: Record<string, ExpressionFunction> = {
  min: {
    signature: 'min(a, b)',
    help: 'The smaller of two, or the smallest of a list',
    parameters: ['orderable', 'orderable'],
    optional: 1,
    result: (args) => smallestResult(args),
    run: (args, budget) => extreme(among(args), budget, (a, b) => a < b),
  },
  max: {
    signature: 'max(a, b)',
    help: 'The greater of two, or the greatest of a list',
    parameters: ['orderable', 'orderable'],
    optional: 1,
    result: (args) => smallestResult(args),
    run: (args, budget) => extreme(among(args), budget, (a, b) => a > b),
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
    signature: 'number(value, locale)',
    help: 'Reads a text such as "49.00" as a number, or "1.234,50" as it is written in a locale such as "de"',
    parameters: ['any', 'text'],
    optional: 1,
    result: number,
    refuses: ([, locale]) => localeFault(locale),
    run: ([value, locale], budget) =>
      typeof value === 'string' && locale !== undefined
        ? toNumber(withoutLocale(value, localeNamed(locale)), budget, value)
        : toNumber(value, budget),
  },
  formatNumber: {
    signature: 'formatNumber(number, locale, digits)',
    help: 'A number as it is written in a locale: 1234.5 in "de" with 2 digits is 1.234,50',
    parameters: ['number', 'text', 'number'],
    optional: 1,
    result: text,
    refuses: ([, locale]) => localeFault(locale),
    run: ([value, locale, digits]) =>
      formatNumber(value as number, localeNamed(locale), digits as number | undefined),
  },
  // CEL's own names, for those who know them.
  double: {
    signature: 'double(value)',
    help: 'The same as number(value)',
    parameters: ['any'],
    result: number,
    run: ([value], budget) => toNumber(value, budget),
  },
  int: {
    signature: 'int(value)',
    help: 'A whole number: what is behind the point is cut off',
    parameters: ['any'],
    result: number,
    run: ([value], budget) => checkedNumber(Math.trunc(toNumber(value, budget))),
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

function among(args: readonly unknown[]): readonly unknown[] {
  const list = args.length === 1 ? args[0] : args;
  if (!Array.isArray(list)) throw wrongType('two values or a list', list);
  return list;
}
