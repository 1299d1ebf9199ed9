import { isObject } from '@dayshift/json-schema';
import type { Graph, Json } from '@dayshift/model';

/** Names that people here answer to, as far as this page knows: given ones, and those other steps ask already. */
export function namesAsked(graph: Graph, given: readonly (string | undefined)[]): string[] {
  const asked = graph.nodes.flatMap(({ config }) => [
    config.who,
    isObject(config.gate) ? config.gate.who : null,
  ]);
  const names = [...given, ...asked].filter(isName).map((name) => name.trim());
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

const isName = (who: Json | undefined): who is string =>
  typeof who === 'string' && who.trim() !== '' && who.trim() !== 'Anyone' && !who.includes('{{');
