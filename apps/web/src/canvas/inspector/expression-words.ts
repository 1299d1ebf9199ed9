import { parseExpression, type TypeScope } from '@dayshift/expressions';
import type { Graph } from '@dayshift/model';
import { pathInWords } from './path-words.ts';

/** What stands on a chip instead of an expression. */
export interface ChipWords {
  text: string;
  /** A value as it is; otherwise something is computed from values. */
  isPlain: boolean;
}

/** An expression as an author would say it; undefined while it cannot be read, for then it has to be seen as it is. */
export function expressionInWords(
  expression: string,
  graph: Graph,
  scope: TypeScope | undefined,
): ChipWords | undefined {
  const source = expression.trim();
  if (source === '' || !parseExpression(source).ok) return undefined;
  if (isTheManager(source)) return { text: 'The worker’s manager', isPlain: true };
  const plain = pathInWords(source, graph, scope);
  if (plain !== undefined) return { text: plain, isPlain: true };
  const asText = /^string\((.*)\)$/s.exec(source)?.[1];
  const inner = asText === undefined ? undefined : pathInWords(asText, graph, scope);
  if (inner !== undefined) return { text: inner, isPlain: true };
  const [, value = '', fallback = ''] = /^(.+?)\.orValue\("([^"\\]*)"\)$/s.exec(source) ?? [];
  const withFallback = pathInWords(value, graph, scope);
  if (withFallback !== undefined)
    return { text: `${withFallback}, else ${fallback === '' ? 'nothing' : `“${fallback}”`}`, isPlain: true };
  return { text: shorten(withWords(source, graph, scope)), isPlain: false };
}

const isTheManager = (source: string) => /^worker\.\??manager(\.orValue\(.*\))?$/s.test(source);

/** `min(steps.understand.amount, 50)` → `min(amount, 50)`: only the last name of each path, the chip has little room. */
function withWords(source: string, graph: Graph, scope: TypeScope | undefined): string {
  return source.replace(
    /"(?:\\.|[^"\\])*"|\b(?:steps|trigger|item|worker|run|error)(?:\.\w+\b(?!\())+/g,
    (part) => (part.startsWith('"') ? part : (pathInWords(part, graph, scope)?.split(' › ').at(-1) ?? part)),
  );
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
