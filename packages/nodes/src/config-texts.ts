import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject, JsonSchema } from '@dayshift/model';
import { type FieldMeta, formSchema } from './fields.ts';
import type { NodeType } from './node-type.ts';

/** One field of a config that means something to the compiler: an expression, a value with holes, or a required one. */
export interface ConfigField {
  path: string;
  value: Json | undefined;
  meta: Partial<FieldMeta>;
}

/** Walks a config along its form: every field that has hints, filled or not. */
export function fieldsOfConfig(nodeType: NodeType, config: JsonObject): ConfigField[] {
  const found: ConfigField[] = [];
  walk(formSchema(nodeType.config), config, '', {}, found);
  return found;
}

function walk(
  schema: JsonSchema,
  value: Json | undefined,
  path: string,
  siblings: JsonObject,
  found: ConfigField[],
): void {
  const meta = metaOf(schema);
  if (!isShown(meta, siblings)) return;
  if (path !== '' && meta.title !== undefined) found.push({ path, value, meta });
  if (meta.holds !== undefined || value === undefined) return;
  const { properties, items } = schema;
  if (isSchema(properties) && isObject(value)) {
    for (const [name, part] of Object.entries(properties)) {
      if (isSchema(part)) walk(part, value[name], join(path, name), value, found);
    }
  } else if (isSchema(items) && Array.isArray(value)) {
    for (const [index, part] of value.entries()) walk(items, part, join(path, index), {}, found);
  }
}

/** Whether a field is CEL as a whole; `path` as in Problem.field, so `cases.0.when`. */
export function isExpressionField(nodeType: NodeType, path: string): boolean {
  let schema: JsonSchema = formSchema(nodeType.config);
  for (const part of path.split('.')) {
    const next = isSchema(schema.properties) ? schema.properties[part] : schema.items;
    if (!isSchema(next)) return false;
    schema = next;
  }
  return metaOf(schema).holds === 'expression';
}

function isShown({ showIf }: Partial<FieldMeta>, siblings: JsonObject): boolean {
  return showIf === undefined || showIf.is.includes(siblings[showIf.field] ?? null);
}

function metaOf(schema: JsonSchema): Partial<FieldMeta> {
  return schema as Partial<FieldMeta>; // our own `.meta()`, which zod carries over into the JSON Schema
}

function join(path: string, part: string | number): string {
  return path === '' ? String(part) : `${path}.${part}`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
