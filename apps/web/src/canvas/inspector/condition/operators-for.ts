import type { Type } from '@dayshift/expressions';
import type { Emptiness, Operator } from './condition.ts';

/** What a value is as far as comparing goes. */
export type Comparable = 'text' | 'number' | 'yes-no' | 'list' | 'any';

export function comparableOf(type: Type): Comparable {
  switch (type.kind) {
    case 'text':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'yes-no';
    case 'list':
      return 'list';
    case 'maybe':
      return comparableOf(type.of);
    case 'union': {
      const kinds = new Set(type.of.filter(({ kind }) => kind !== 'null').map(comparableOf));
      const [only] = kinds;
      return only !== undefined && kinds.size === 1 ? only : 'any';
    }
    default:
      return 'any';
  }
}

const emptiness = ['is-empty', 'is-filled'] as const;
const sizes = ['over', 'at-least', 'under', 'at-most'] as const;
const offered: Record<Comparable, readonly Operator[]> = {
  text: ['is', 'is-not', 'contains', 'contains-not', 'starts-with', 'one-of', ...emptiness],
  number: ['is', 'is-not', ...sizes, 'one-of', ...emptiness],
  'yes-no': ['is-yes', 'is-no'],
  list: ['contains', 'contains-not', ...emptiness],
  any: [
    'is',
    'is-not',
    ...sizes,
    'contains',
    'contains-not',
    'starts-with',
    'one-of',
    'is-yes',
    'is-no',
    ...emptiness,
  ],
};

export const offeredFor = (kind: Comparable) => offered[kind];

/** The comparisons that make sense for a value; the one that is chosen already stays in the list. */
export function operatorsFor(kind: Comparable, chosen: Operator): readonly Operator[] {
  return offered[kind].includes(chosen) ? offered[kind] : [chosen, ...offered[kind]];
}

/** The only texts a value can be, where its type says so. */
export function choicesOf(type: Type): readonly string[] | undefined {
  if (type.kind === 'text') return type.values;
  if (type.kind === 'maybe') return choicesOf(type.of);
  if (type.kind === 'union') {
    const [only, ...others] = type.of.filter(({ kind }) => kind !== 'null');
    return only && others.length === 0 ? choicesOf(only) : undefined;
  }
  return undefined;
}

/** How a value of this type is empty: a text that may be missing is so in two ways. */
export function emptinessOf(type: Type): Emptiness {
  const kind = comparableOf(type);
  if (kind === 'list') return 'list';
  if (kind === 'number') return 'null';
  return type.kind === 'text' ? 'text' : 'either';
}
