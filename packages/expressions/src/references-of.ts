import type { Json } from '@dayshift/model';
import { parseExpression } from './parse-expression.ts';
import { partsOf, type Syntax } from './syntax.ts';
import { compileTemplate, hasHoles } from './template.ts';

/** A place where an expression reads a variable: `steps.load.customer` is variable steps, path [load, customer]. */
export interface Reference {
  variable: string;
  path: string[];
  start: number;
  end: number;
}

/** Which variables and paths an expression reads, found without running it. Empty when it cannot be read. */
export function referencesOf(source: string): Reference[] {
  const parsed = parseExpression(source);
  const found: Reference[] = [];
  if (parsed.ok) collect(parsed.expression.syntax, [], found);
  return found;
}

/** The same for a text with holes; offsets count into the text. */
export function referencesOfTemplate(text: string): Reference[] {
  if (!hasHoles(text)) return [];
  const compiled = compileTemplate(text);
  if (!compiled.ok) return [];
  return compiled.template.parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    const found: Reference[] = [];
    collect(part.expression.syntax, [], found);
    return found.map((reference) => ({
      ...reference,
      start: reference.start + part.start,
      end: reference.end + part.start,
    }));
  });
}

/** The same for any JSON value whose strings may hold holes; offsets count into the string they stand in. */
export function referencesOfValue(value: Json): Reference[] {
  if (typeof value === 'string') return referencesOfTemplate(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesOfValue);
}

/** Keys of the steps that any of the references reads. */
export function stepKeysOf(references: readonly Reference[]): string[] {
  const keys = references.flatMap(({ variable, path }) => (variable === 'steps' && path[0] ? [path[0]] : []));
  return [...new Set(keys)];
}

function collect(syntax: Syntax, locals: readonly string[], found: Reference[]): void {
  const path = pathOf(syntax);
  if (path) {
    if (!locals.includes(path.variable)) found.push({ ...path, start: syntax.start, end: syntax.end });
    return;
  }
  if (syntax.kind === 'each') {
    collect(syntax.list, locals, found);
    const within = [...locals, syntax.name];
    if (syntax.test) collect(syntax.test, within, found);
    collect(syntax.body, within, found);
    return;
  }
  for (const part of partsOf(syntax)) collect(part, locals, found);
}

/** `a.b["c"].d` as one path; undefined when it is not a plain one. */
function pathOf(syntax: Syntax): { variable: string; path: string[] } | undefined {
  if (syntax.kind === 'variable') return { variable: syntax.name, path: [] };
  if (syntax.kind === 'field') {
    const before = pathOf(syntax.target);
    return before && { variable: before.variable, path: [...before.path, syntax.name] };
  }
  if (syntax.kind === 'index' && syntax.index.kind === 'literal' && syntax.index.value !== null) {
    const before = pathOf(syntax.target);
    return before && { variable: before.variable, path: [...before.path, String(syntax.index.value)] };
  }
  return undefined;
}
