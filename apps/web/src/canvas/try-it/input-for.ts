import type { Json, JsonObject, JsonSchema } from '@dayshift/model';
import { asSchema, starterOf } from '../inspector/form-fields.ts';
import { isObject } from '../inspector/is-object.ts';

/** What a trial run starts with: what started the last one, where it fits; else something empty for every field. */
export function inputFor(schema: JsonSchema, last: Json | undefined): JsonObject {
  const properties = asSchema(schema.properties);
  if (!properties) return isObject(last) ? last : {};
  const entries = Object.entries(properties).flatMap(([name, part]): [string, Json][] => {
    const field = asSchema(part) ?? {};
    const known = isObject(last) ? last[name] : undefined;
    if (known !== undefined && fits(field, known)) return [[name, known]];
    const isRequired = Array.isArray(schema.required) && schema.required.includes(name);
    return isRequired ? [[name, emptyOf(field)]] : [];
  });
  return Object.fromEntries(entries);
}

function emptyOf(field: JsonSchema): Json {
  if (field.format === 'date-time') return new Date().toISOString();
  if (Array.isArray(field.type))
    return field.type.includes('null') ? null : starterOf({ ...field, type: field.type[0] ?? 'string' });
  return starterOf(field);
}

function fits(field: JsonSchema, value: Json): boolean {
  if (Array.isArray(field.enum)) return field.enum.some((each) => each === value);
  const types = Array.isArray(field.type) ? field.type : [field.type];
  return types.some((type) => {
    switch (type) {
      case 'string':
        return typeof value === 'string';
      case 'number':
      case 'integer':
        return typeof value === 'number';
      case 'boolean':
        return typeof value === 'boolean';
      case 'null':
        return value === null;
      case 'array':
        return Array.isArray(value);
      case 'object':
        return isObject(value);
      default:
        return type === undefined;
    }
  });
}
