import type { Graph } from '@dayshift/model';

const longestKey = 64;

/** A node's name in expressions, made from words: "Load customer" → `load_customer`. */
export function keyFromTitle(title: string, otherwise = 'step'): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, longestKey);
  return plain === '' ? otherwise : plain;
}

export function takenKeys(graph: Graph): Set<string> {
  return new Set(graph.nodes.map((node) => node.key));
}

/** The wanted key, or the first of `key_2`, `key_3`, … that is free. */
export function uniqueKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/_\d+$/, '');
  for (let count = 2; ; count += 1) {
    const suffix = `_${count}`;
    const key = base.slice(0, longestKey - suffix.length) + suffix;
    if (!taken.has(key)) return key;
  }
}
