import type { Json, JsonSchema } from '@dayshift/model';
import { isObject } from './is-object.ts';

/** A part of a schema that is a schema itself; `true`, `false` and what is missing say nothing to draw or to read. */
export function asSchema(value: Json | undefined): JsonSchema | undefined {
  return isObject(value) ? value : undefined;
}

/** The schema of an array's items. */
export function itemSchema(schema: JsonSchema): JsonSchema | undefined {
  return asSchema(schema.items) ?? asSchema(schema.prefixItems);
}
