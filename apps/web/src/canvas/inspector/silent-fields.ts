import type { GraphNode } from '@dayshift/model';

/**
 * Fields that say nothing in a given config, which a schema cannot express because it depends on a field outside of their
 * own object. Names of fields inside the items of a list, by the list's path.
 */
export function silentFieldsOf(
  node: Pick<GraphNode, 'type' | 'config'> | undefined,
  listPath: string,
): string[] {
  if (node?.type !== 'switch' || listPath !== 'cases') return [];
  const { on } = node.config;
  // Compared with one value, or a condition per way: never both.
  return typeof on === 'string' && on.trim() !== '' ? ['when'] : ['is'];
}
