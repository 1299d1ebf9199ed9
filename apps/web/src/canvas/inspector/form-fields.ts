import { asSchema, itemSchema } from '@dayshift/json-schema';
import type { JsonObject, JsonSchema } from '@dayshift/model';
import type { FieldMeta } from '@dayshift/nodes';

/** One field of a form: what its schema says, and where its value is. */
export interface FormField {
  /** Name inside its object. */
  name: string;
  /** Path in the config, as problems name it: `cases.0.when`. */
  path: string;
  meta: FieldMeta;
  schema: JsonSchema;
}

/** The fields of an object schema in the order they were written, without those that do not apply to these values. */
export function fieldsOf(schema: JsonSchema, values: JsonObject, path = ''): FormField[] {
  const properties = asSchema(schema.properties) ?? {};
  return Object.entries(properties).flatMap(([name, part]): FormField[] => {
    const field = asSchema(part);
    if (!field) return [];
    const meta = metaOf(field, name);
    if (meta.control === 'hidden' || !applies(meta, values, properties)) return [];
    return [{ name, path: path === '' ? name : `${path}.${name}`, meta, schema: field }];
  });
}

/** The hints of a schema; a field without any is drawn from its type, so a new node type needs none to have a form. */
export function metaOf(schema: JsonSchema, name: string): FieldMeta {
  const hints = schema as Partial<FieldMeta> & JsonSchema; // hints are kept beside the schema's own words
  return {
    ...hints,
    title: typeof hints.title === 'string' ? hints.title : wordsOf(name),
    control: hints.control ?? plainControl(schema),
  };
}

/** The schema that describes a place in a config: through properties, list items and records. */
export function schemaAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const part of path.split('.')) {
    if (!at) return undefined;
    const named: JsonSchema | undefined = asSchema(asSchema(at.properties)?.[part]);
    at =
      named ??
      (/^\d+$/.test(part) ? itemSchema(at) : undefined) ??
      (at.holds ? at : asSchema(at.additionalProperties));
  }
  return at;
}

export function choicesOf(schema: JsonSchema, meta: FieldMeta): { value: string; label: string }[] {
  const values = Array.isArray(schema.enum) ? schema.enum : [];
  return values
    .filter((value) => typeof value === 'string')
    .map((value) => ({ value, label: meta.labels?.[value] ?? wordsOf(value) }));
}

/** `showIf` names a field of the same object; the schema's default stands in for a missing value. */
function applies(meta: FieldMeta, values: JsonObject, properties: JsonSchema): boolean {
  if (!meta.showIf) return true;
  const value = values[meta.showIf.field] ?? asSchema(properties[meta.showIf.field])?.default ?? null;
  return meta.showIf.is.some((wanted) => wanted === value);
}

function plainControl(schema: JsonSchema): FieldMeta['control'] {
  if (Array.isArray(schema.enum)) return 'choice';
  // “Text or nothing” is typed as text.
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  switch (type) {
    case 'boolean':
      return 'on-off';
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return 'list';
    case 'object':
      return schema.properties ? 'group' : 'key-values';
    case 'string':
      return 'text';
    default:
      return 'json';
  }
}

/** `firstRetrySeconds` → `First retry seconds`, `just-once` → `Just once`. */
export function wordsOf(name: string): string {
  const words = name
    .replace(/[-_]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
