import { readsAsNumber, toText } from '../convert-text.ts';
import { isEqual } from '../equal.ts';
import {
  checkedList,
  checkedNumber,
  checkedText,
  EvaluationStopped,
  isRecord,
  wrongType,
} from '../runtime.ts';
import { any, boolean, listOf, number, type Type, text } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';
import { lengthOf } from './text-functions.ts';

export const listFunctions: Record<string, ExpressionFunction> = {
  size: {
    signature: 'size(value)',
    help: 'How many items, characters or keys',
    parameters: ['countable'],
    result: number,
    run: ([value], budget) => {
      if (Array.isArray(value)) return value.length;
      if (typeof value !== 'string') return Object.keys(value as object).length;
      budget.spendOnText(value.length);
      return lengthOf(value);
    },
  },
  contains: {
    signature: 'value.contains(part)',
    help: 'Whether a text has the part, or a list the item',
    parameters: ['text or list', 'any'],
    result: boolean,
    run: ([value, part], budget) => {
      if (Array.isArray(value)) return value.some((item) => isEqual(item, part, budget));
      if (typeof part !== 'string') throw wrongType('text', part, 'contains()');
      budget.spendOnText((value as string).length);
      return (value as string).includes(part);
    },
  },
  sameAs: {
    signature: 'value.sameAs(other)',
    help: 'Whether two values are the same, also a number and a text that writes it: 10 and "10"',
    parameters: ['any', 'any'],
    result: boolean,
    run: ([value, other], budget) => isEqual(value, other, budget) || areWrittenAlike(value, other),
  },
  join: {
    signature: 'list.join(separator)',
    help: 'One text of all items',
    parameters: ['list', 'text'],
    optional: 1,
    result: text,
    run: ([list, separator], budget) => {
      const items = checkedList(list as unknown[]);
      budget.spend(items.length);
      let joined = '';
      for (const [index, item] of items.entries()) {
        joined = checkedText(joined + (index > 0 ? (separator ?? '') : '') + toText(item, budget));
      }
      return joined;
    },
  },
  sum: {
    signature: 'sum(list)',
    help: 'All numbers of a list added',
    parameters: ['list'],
    result: number,
    run: ([list], budget) => {
      budget.spend((list as unknown[]).length);
      let total = 0;
      for (const item of list as unknown[]) {
        if (typeof item !== 'number') throw wrongType('a number', item, 'sum()');
        total += item;
      }
      return checkedNumber(total);
    },
  },
  first: atEnd('first', 'The first item', 0),
  last: atEnd('last', 'The last item', -1),
  take: {
    signature: 'list.take(count)',
    help: 'The first items, at most count',
    parameters: ['list', 'number'],
    result: ([list]) => list ?? any,
    run: ([list, count], budget) => {
      const taken = (list as unknown[]).slice(0, Math.max(0, count as number));
      budget.spend(taken.length);
      return checkedList(taken);
    },
  },
  keys: {
    signature: 'keys(object)',
    help: 'The names of its fields, in alphabetical order',
    parameters: ['any'],
    result: listOf(text),
    run: ([value], budget) => {
      if (!isRecord(value)) throw wrongType('an object', value, 'keys()');
      const keys = checkedList(Object.keys(value));
      budget.spend(keys.length);
      return keys.sort();
    },
  },
};

function atEnd(name: string, help: string, index: 0 | -1): ExpressionFunction {
  return {
    signature: `list.${name}()`,
    help,
    parameters: ['list'],
    result: ([list]): Type => (list?.kind === 'list' ? list.item : any),
    run: ([list]) => {
      const item = (list as unknown[]).at(index);
      if (item !== undefined) return item;
      throw new EvaluationStopped('MISSING_REFERENCE', `The list is empty, so it has no ${name} item.`);
    },
  };
}

/** A number or a yes or no beside the text that writes it: forms, mails and spreadsheets give texts. */
function areWrittenAlike(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b !== 'string') return areWrittenAlike(b, a);
  if (typeof b !== 'string') return false;
  if (typeof a === 'number') return readsAsNumber(b) && Number(b) === a;
  return typeof a === 'boolean' && b.trim() === String(a);
}
