import { shortly } from '@dayshift/engine/resume';
import type { Json } from '@dayshift/model';

const mostNamed = 3;

/** "order 10430, amount 186, currency EUR": values with their names, because numbers alone would not say what they are. */
export function named(
  value: Json | undefined,
  { without = [] as readonly string[], most = mostNamed } = {},
): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shortly(value);
  return Object.entries(value)
    .filter(
      ([name, item]) =>
        !without.includes(name) && typeof item !== 'object' && shortly(item) !== '' && !isProse(item),
    )
    .slice(0, most)
    .map(([name, item]) => `${name.replaceAll('_', ' ')} ${shortly(item)}`)
    .join(', ');
}

/** A sentence is no value to be named; what a model says about itself least of all. */
function isProse(item: Json): boolean {
  return typeof item === 'string' && item.trim().length > 60;
}
