import type { Json, JsonObject } from '@dayshift/model';

/**
 * Renames `steps.<old>` to `steps.<new>` in every expression of a config. Text outside `{{ … }}` and string literals inside
 * expressions are left alone. `isExpression` says which fields are an expression as a whole, without braces.
 */
export function rewriteReferences(
  config: JsonObject,
  keys: ReadonlyMap<string, string>,
  isExpression: (path: string) => boolean,
): JsonObject {
  if (keys.size === 0) return config;
  const walk = (value: Json, path: string): Json => {
    if (typeof value === 'string') {
      return isExpression(path) ? renameInExpression(value, keys) : renameInTemplate(value, keys);
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => walk(item, join(path, String(index))));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(
      ([name, item]) => [name, walk(item, join(path, name))] as const,
    );
    return entries.every(([name, item]) => item === value[name]) ? value : Object.fromEntries(entries);
  };
  // The walk maps an object to an object.
  return walk(config, '') as JsonObject;
}

export function renameInTemplate(text: string, keys: ReadonlyMap<string, string>): string {
  return text.replace(
    /\{\{([\s\S]*?)\}\}/g,
    (_whole, hole: string) => `{{${renameInExpression(hole, keys)}}}`,
  );
}

/** String literals are matched first, so that what they say is never taken for a reference. */
const literalOrReference =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w.])(steps\s*(?:\.\??\s*|\?\.\s*))([A-Za-z_]\w*)|(?<![\w.])(steps\s*\[\s*["'])(\w+)(["']\s*\])/g;

export function renameInExpression(source: string, keys: ReadonlyMap<string, string>): string {
  return source.replace(
    literalOrReference,
    (
      whole,
      dotted: string | undefined,
      key: string | undefined,
      open: string | undefined,
      indexed: string | undefined,
      close: string | undefined,
    ) => {
      if (dotted !== undefined && key !== undefined) return dotted + (keys.get(key) ?? key);
      if (open !== undefined && indexed !== undefined) return open + (keys.get(indexed) ?? indexed) + close;
      return whole;
    },
  );
}

const join = (path: string, part: string) => (path === '' ? part : `${path}.${part}`);
