import { asSchema, checkValue, emptyValue, isObject } from '@dayshift/json-schema';
import type { Json, JsonObject, JsonSchema } from '@dayshift/model';

/** What a trial run starts with: what started the last one, where it fits; else something empty for every field. */
export function inputFor(schema: JsonSchema, last: Json | undefined): JsonObject {
  const properties = asSchema(schema.properties);
  if (!properties) return isObject(last) ? last : {};
  const entries = Object.entries(properties).flatMap(([name, part]): [string, Json][] => {
    const field = asSchema(part) ?? {};
    const known = isObject(last) ? last[name] : undefined;
    if (known !== undefined && checkValue(field, known).length === 0) return [[name, known]];
    const isRequired = Array.isArray(schema.required) && schema.required.includes(name);
    if (!isRequired) return [];
    return [[name, field.format === 'date-time' ? new Date().toISOString() : emptyValue(field)]];
  });
  return Object.fromEntries(entries);
}
