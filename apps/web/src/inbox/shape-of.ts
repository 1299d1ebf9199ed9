import type { Json, JsonObject } from '@dayshift/model';
import { isSchema } from './check-value.ts';

const shown = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array']);

/**
 * The schema a form field is drawn from. Where the schema leaves the shape open (any JSON, a union), the value that is
 * there says it, so that a request body is edited field by field and not as one block of JSON.
 */
export function shapeOf(schema: Json | undefined, value: Json | undefined): JsonObject {
  if (isSchema(schema) && typeof schema.type === 'string' && shown.has(schema.type)) {
    const isOpenObject =
      schema.type === 'object' && !isSchema(schema.properties) && !isSchema(schema.additionalProperties);
    return isOpenObject && isSchema(value) ? shapeOfValue(value) : schema;
  }
  if (isSchema(schema) && Array.isArray(schema.enum)) return { type: 'string', ...schema };
  return shapeOfValue(value);
}

function shapeOfValue(value: Json | undefined): JsonObject {
  if (Array.isArray(value))
    return { type: 'array', items: value.length > 0 ? shapeOfValue(value[0]) : { type: 'string' } };
  if (isSchema(value)) {
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOfValue(item)])),
    };
  }
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  return { type: 'string' };
}

/** What a new item of a list or map starts as. */
export function emptyValue(schema: JsonObject): Json {
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}
