import { settled } from './read-path.ts';
import { type Budget, Duration, EvaluationStopped, Instant, wrongType } from './runtime.ts';
import { sameKey } from './same-key.ts';

/** A value as what it is compared by; only numbers, texts, instants and durations have an order. */
export function comparable(value: unknown): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Instant) return value.milliseconds;
  if (value instanceof Duration) return value.seconds;
  throw wrongType('a number, a text or an instant', value);
}

/** Items from small to great by a key each; those with the same key keep their order. */
export function sortedBy(
  list: readonly unknown[],
  keyOf: (item: unknown) => unknown,
  budget: Budget,
): unknown[] {
  const keyed = list.map((item) => ({ item, key: comparable(settled(keyOf(item))) }));
  const kinds = new Set(keyed.map(({ key }) => typeof key));
  if (kinds.size > 1)
    throw new EvaluationStopped(
      'WRONG_TYPE',
      'Only values of one kind can be put in order; here are numbers and texts.',
    );
  budget.spend(Math.ceil(list.length * Math.log2(list.length + 2)));
  // By code unit, as < does: the same everywhere, whatever language the machine is set to.
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}

/** Items with the same key together, as `{ key, items }`, in the order in which the keys are first met. */
export function groupedBy(
  list: readonly unknown[],
  keyOf: (item: unknown) => unknown,
  budget: Budget,
): unknown[] {
  const groups = new Map<string, { key: unknown; items: unknown[] }>();
  for (const item of list) {
    const key = settled(keyOf(item));
    const name = sameKey(key, budget);
    const group = groups.get(name);
    if (group) group.items.push(item);
    else groups.set(name, { key, items: [item] });
  }
  return [...groups.values()];
}
