export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The part of JSON Schema that the practice model understands. Nothing else is looked at. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, unknown>;
  required?: string[];
  items?: unknown;
  enum?: Json[];
  const?: Json;
  default?: Json;
  anyOf?: unknown[];
  oneOf?: unknown[];
  allOf?: unknown[];
  $ref?: string;
  title?: string;
  description?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
};

/** Any value as a schema: `true` and everything that is none says nothing about the value. */
export function asSchema(value: unknown): Schema {
  // Read leniently on purpose: a malformed schema gets a wrong answer, as it would from a small model.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

/** One plain schema out of references, unions and intersections. Of a union the first member that is not null. */
export function resolveSchema(schema: Schema, root: Schema, depth = 0): Schema {
  if (depth > 8) return {};
  if (typeof schema.$ref === 'string') {
    const { $ref, ...rest } = schema;
    return resolveSchema({ ...asSchema(atPointer(root, $ref)), ...rest }, root, depth + 1);
  }
  if (Array.isArray(schema.allOf)) {
    const { allOf, ...rest } = schema;
    const parts = allOf.map((part) => resolveSchema(asSchema(part), root, depth + 1));
    const properties = Object.assign({}, ...parts.map((part) => part.properties), rest.properties);
    const required = [...parts.flatMap((part) => part.required ?? []), ...(rest.required ?? [])];
    return resolveSchema({ ...Object.assign({}, ...parts), ...rest, properties, required }, root, depth + 1);
  }
  const union = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(union)) return schema;
  const members = union.map((member) => resolveSchema(asSchema(member), root, depth + 1));
  const chosen = members.find((member) => !typesOf(member).every((type) => type === 'null')) ?? {};
  const isNullable = members.some((member) => typesOf(member).includes('null'));
  return isNullable ? { ...chosen, type: [...typesOf(chosen), 'null'] } : chosen;
}

export function typesOf(schema: Schema): string[] {
  if (Array.isArray(schema.type)) return schema.type;
  if (schema.type !== undefined) return [schema.type];
  if (schema.properties) return ['object'];
  if (schema.items) return ['array'];
  return schema.enum
    ? [...new Set(schema.enum.map((value) => (value === null ? 'null' : typeof value)))]
    : ['string'];
}

function atPointer(root: Schema, reference: string): unknown {
  let value: unknown = root;
  for (const part of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(
      part.replaceAll('~1', '/').replaceAll('~0', '~'),
    );
  }
  return value;
}
