import { isObject } from '@dayshift/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';

/** The schema of every value that has the same names and types: an edit may say 20 for 186, and may not leave the amount out. */
export function keptShape(value: Json): JsonSchema {
  if (value === null) return {};
  if (Array.isArray(value)) return { type: 'array', ...itemsOf(value) };
  if (!isObject(value)) return { type: typeof value };
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, keptShape(item)])),
    required: Object.keys(value),
    additionalProperties: false,
  };
}

/** A list may get longer and shorter; what its items are is known only where all of them are the same. */
function itemsOf(list: readonly Json[]): JsonSchema {
  const shapes = new Map(list.map((item) => [JSON.stringify(keptShape(item)), keptShape(item)]));
  const [only, ...others] = shapes.values();
  return only && others.length === 0 ? { items: only } : {};
}
