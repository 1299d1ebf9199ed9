import type { Json, JsonSchema } from '@dayshift/model';
import { asSchema } from './parts.ts';

/**
 * What a new value of a schema starts as: its default, and something empty for what must be there. The one answer for new
 * items of lists, for a trial's input and for edits.
 */
export function emptyValue(schema: JsonSchema): Json {
  if (schema.default !== undefined) return structuredClone(schema.default);
  if (schema.const !== undefined) return structuredClone(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const properties = asSchema(schema.properties);
  if (properties) return emptyObject(properties, schema.required);
  if (Array.isArray(schema.type))
    return schema.type.includes('null') ? null : emptyOfType(schema.type[0], schema);
  return emptyOfType(schema.type, schema);
}

function emptyObject(properties: JsonSchema, required: Json | undefined): Json {
  const needed = new Set(Array.isArray(required) ? required : []);
  const entries = Object.entries(properties).flatMap(([name, part]): [string, Json][] => {
    const field = asSchema(part);
    if (!field || (!needed.has(name) && field.default === undefined)) return [];
    return [[name, emptyValue(field)]];
  });
  return Object.fromEntries(entries);
}

function emptyOfType(type: Json | undefined, schema: JsonSchema): Json {
  switch (type) {
    case 'string':
      return '';
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return Array.isArray(schema.anyOf) ? emptyValue(asSchema(schema.anyOf[0]) ?? {}) : '';
  }
}
