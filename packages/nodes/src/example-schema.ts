import type { Json, JsonSchema } from '@dayshift/model';

/** The JSON Schema of a value that an author gave as an example: what it has is taken to be there always. */
export function schemaOfExample(example: Json, depth = 0): JsonSchema {
  if (example === null || depth > 16) return {};
  if (Array.isArray(example)) {
    return { type: 'array', items: example.length > 0 ? schemaOfExample(example[0] ?? null, depth + 1) : {} };
  }
  if (typeof example !== 'object') return { type: typeof example as 'string' | 'number' | 'boolean' };
  const properties: { [name: string]: Json } = {};
  for (const [name, part] of Object.entries(example)) properties[name] = schemaOfExample(part, depth + 1);
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: true };
}
