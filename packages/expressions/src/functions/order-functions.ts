import { isEqual } from '../equal.ts';
import { comparable, sortedBy } from '../order.ts';
import { type Budget, checkedList, checkedNumber, EvaluationStopped, wrongType } from '../runtime.ts';
import { sameKey } from '../same-key.ts';
import { any, listOf, number, type Type } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';

/** Lists in another order, or cut in another way. */
export const orderFunctions: Record<string, ExpressionFunction> = {
  sort: {
    signature: 'list.sort()',
    help: 'From small to great: numbers, texts, or instants; .reverse() for the other way',
    parameters: ['list'],
    result: sameList,
    run: ([list], budget) => sortedBy(checkedList(list as unknown[]), (item) => item, budget),
  },
  reverse: {
    signature: 'list.reverse()',
    help: 'The last item first',
    parameters: ['list'],
    result: sameList,
    run: ([list], budget) => {
      budget.spend((list as unknown[]).length);
      return checkedList([...(list as unknown[])].reverse());
    },
  },
  slice: {
    signature: 'list.slice(start, end)',
    help: 'The items from start up to end, counted from 0; negative numbers count from the end',
    parameters: ['list', 'number', 'number'],
    optional: 1,
    result: sameList,
    run: ([list, start, end], budget) => {
      const part = (list as unknown[]).slice(start as number, end as number | undefined);
      budget.spend(part.length);
      return checkedList(part);
    },
  },
  chunk: {
    signature: 'list.chunk(size)',
    help: 'A list of lists with at most so many items each',
    parameters: ['list', 'number'],
    result: ([list]) => listOf(list ?? any),
    run: ([list, size], budget) => chunk(checkedList(list as unknown[]), size as number, budget),
  },
  flatten: {
    signature: 'list.flatten()',
    help: 'One list of all items of the lists inside',
    parameters: ['list'],
    result: ([list]) => (list?.kind === 'list' && list.item.kind === 'list' ? list.item : listOf(any)),
    run: ([list], budget) => {
      const flat: unknown[] = [];
      for (const item of list as unknown[]) {
        budget.spend(Array.isArray(item) ? item.length + 1 : 1);
        if (Array.isArray(item)) for (const each of item) flat.push(each);
        else flat.push(item);
        checkedList(flat);
      }
      return flat;
    },
  },
  distinct: {
    signature: 'list.distinct()',
    help: 'Without repeated items',
    parameters: ['list'],
    result: sameList,
    run: ([list], budget) => {
      if (budget.dialect === 1) return distinctInDialect1(checkedList(list as unknown[]), budget);
      const seen = new Set<string>();
      return checkedList(list as unknown[]).filter((item) => {
        const key = sameKey(item, budget);
        return seen.has(key) ? false : seen.add(key);
      });
    },
  },
  avg: {
    signature: 'avg(list)',
    help: 'The mean of all numbers of a list',
    parameters: ['list'],
    result: number,
    run: ([list], budget) => {
      const items = list as unknown[];
      budget.spend(items.length);
      if (items.length === 0)
        throw new EvaluationStopped('EMPTY_LIST', 'The list is empty, so it has no mean.');
      let total = 0;
      for (const item of items) {
        if (typeof item !== 'number') throw wrongType('a number', item, 'avg()');
        total += item;
      }
      return checkedNumber(total / items.length);
    },
  },
};

/** At the price it had: what expressions cost decides where an open run takes a breath, which its history holds. */
function distinctInDialect1(list: readonly unknown[], budget: Budget): unknown[] {
  const kept: unknown[] = [];
  for (const item of list) {
    budget.spend(kept.length + 1);
    if (!kept.some((other) => isEqual(other, item, budget))) kept.push(item);
  }
  return kept;
}

function sameList([list]: readonly Type[]): Type {
  return list ?? any;
}

function chunk(list: unknown[], size: number, budget: Budget): unknown[] {
  if (!Number.isInteger(size) || size < 1) {
    throw new EvaluationStopped('WRONG_TYPE', 'The size of the parts has to be a whole number, 1 or more.');
  }
  budget.spend(list.length);
  const parts: unknown[] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

/** The smallest or the greatest of values of one kind. */
export function extreme(
  list: readonly unknown[],
  budget: Budget,
  isBetter: (a: number | string, b: number | string) => boolean,
): unknown {
  budget.spend(list.length);
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
