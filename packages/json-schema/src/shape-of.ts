import type { Json, JsonObject, JsonSchema } from '@dayshift/model';
import { isObject } from './is-object.ts';

const shown = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array']);

/**
 * The schema a form field is drawn from. Where the schema leaves the shape open (any JSON, a union), the value that is
 * there says it, so that a request body is edited field by field and not as one block of JSON.
 */
export function shapeOf(schema: Json | undefined, value: Json | undefined): JsonObject {
  if (isObject(schema) && typeof schema.type === 'string' && shown.has(schema.type)) {
    const isOpenObject =
      schema.type === 'object' && !isObject(schema.properties) && !isObject(schema.additionalProperties);
    return isOpenObject && isObject(value) ? shapeOfValue(value) : schema;
  }
  if (isObject(schema) && Array.isArray(schema.enum)) return { type: 'string', ...schema };
  return shapeOfValue(value);
}

/** The shape of a value as it is: names and types, all the way down. */
export function shapeOfValue(value: Json | undefined): JsonSchema {
  if (Array.isArray(value))
    return { type: 'array', items: value.length > 0 ? shapeOfValue(value[0]) : { type: 'string' } };
  if (isObject(value)) {
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOfValue(item)])),
    };
  }
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  return { type: 'string' };
}
