import type { Json, JsonSchema } from '@dayshift/model';

/** What an expression is known to give before it runs. `any` is what nobody described. */
export type Type =
  | { kind: 'any' }
  | { kind: 'null' }
  | { kind: 'boolean' }
  | { kind: 'number' }
  /** `values`: the only texts it can be, from an enum. `format`: a day without time and zone. */
  | { kind: 'text'; values?: readonly string[]; format?: 'date' }
  | { kind: 'instant' }
  | { kind: 'duration' }
  | { kind: 'list'; item: Type }
  /** `others`: what a key that is not listed holds; undefined when there are none. */
  | { kind: 'object'; fields: ReadonlyMap<string, Field>; others: Type | undefined }
  | { kind: 'union'; of: readonly Type[] }
  | { kind: 'maybe'; of: Type };

export interface Field {
  type: Type;
  isRequired: boolean;
  title?: string;
}

export const any: Type = { kind: 'any' };
const nullType: Type = { kind: 'null' };
export const boolean: Type = { kind: 'boolean' };
export const number: Type = { kind: 'number' };
export const text: Type = { kind: 'text' };
const day: Type = { kind: 'text', format: 'date' };
export const instant: Type = { kind: 'instant' };
export const duration: Type = { kind: 'duration' };
export const listOf = (item: Type): Type => ({ kind: 'list', item });

/** Reads a JSON Schema as a type. What it cannot express becomes `any`, so it never forbids too much. */
export function typeFromSchema(schema: JsonSchema, depth = 0): Type {
  if (depth > 24 || typeof schema !== 'object' || schema === null || Array.isArray(schema)) return any;
  const known = cachedTypes.get(schema);
  if (known) return known;
  const type = readSchema(schema, depth);
  cachedTypes.set(schema, type);
  return type;
}

// A node's output schema is the same object for every expression that reads it.
const cachedTypes = new WeakMap<JsonSchema, Type>();

function readSchema(schema: JsonSchema, depth: number): Type {
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices))
    return union(choices.map((choice) => typeFromSchema(choice as JsonSchema, depth + 1)));
  if (Array.isArray(schema.enum)) return fromValues(schema.enum);
  if ('const' in schema) return fromValues([schema.const ?? null]);
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type) => readSchema({ ...schema, type }, depth + 1)));
  }
  switch (schema.type) {
    case 'null':
      return nullType;
    case 'boolean':
      return boolean;
    case 'number':
    case 'integer':
      return number;
    case 'string':
      return schema.format === 'date' ? day : text;
    case 'array':
      return listOf(isSchema(schema.items) ? typeFromSchema(schema.items, depth + 1) : any);
    case 'object':
      return readObject(schema, depth);
    default:
      return isSchema(schema.properties) ? readObject(schema, depth) : any;
  }
}

function readObject(schema: JsonSchema, depth: number): Type {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = new Map<string, Field>();
  if (isSchema(schema.properties)) {
    for (const [key, value] of Object.entries(schema.properties)) {
      const field: Field = {
        type: isSchema(value) ? typeFromSchema(value, depth + 1) : any,
        isRequired: required.has(key),
      };
      if (isSchema(value) && typeof value.title === 'string') field.title = value.title;
      fields.set(key, field);
    }
  }
  return { kind: 'object', fields, others: othersOf(schema, fields.size > 0, depth) };
}

/** JSON Schema leaves objects open; an author who listed fields means those, unless it says otherwise. */
function othersOf(schema: JsonSchema, hasFields: boolean, depth: number): Type | undefined {
  const others = schema.additionalProperties;
  if (others === true) return any;
  if (others === false) return undefined;
  if (isSchema(others)) return typeFromSchema(others, depth + 1);
  return hasFields ? undefined : any;
}

function fromValues(values: readonly Json[]): Type {
  const texts = values.filter((value) => typeof value === 'string');
  const kinds = values.filter((value) => typeof value !== 'string').map(typeOfValue);
  return union(texts.length > 0 ? [{ kind: 'text', values: texts }, ...kinds] : kinds);
}

/** The type of a value at hand, such as a sample or a literal. */
export function typeOfValue(value: Json): Type {
  if (value === null) return nullType;
  if (typeof value === 'string') return text;
  if (typeof value === 'number') return number;
  if (typeof value === 'boolean') return boolean;
  if (Array.isArray(value)) return listOf(union(value.slice(0, 20).map(typeOfValue)));
  const fields = new Map<string, Field>();
  for (const [key, part] of Object.entries(value))
    fields.set(key, { type: typeOfValue(part), isRequired: true });
  return { kind: 'object', fields, others: fields.size > 0 ? undefined : any };
}

/** The smallest type that covers all of them. */
export function union(types: readonly Type[]): Type {
  const flat = types.flatMap((type) => (type.kind === 'union' ? type.of : [type]));
  if (flat.length === 0 || flat.some((type) => type.kind === 'any')) return any;
  const kept: Type[] = [];
  for (const type of flat) {
    const same = kept.findIndex((other) => other.kind === type.kind);
    if (same < 0) kept.push(type);
    else kept[same] = merge(kept[same]!, type);
  }
  return kept.length === 1 ? kept[0]! : { kind: 'union', of: kept };
}

function merge(a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === 'text' && b.kind === 'text') {
    if (a.format && a.format === b.format) return day;
    return a.values && b.values ? { kind: 'text', values: [...new Set([...a.values, ...b.values])] } : text;
  }
  if (a.kind === 'list' && b.kind === 'list') return listOf(union([a.item, b.item]));
  if (a.kind === 'maybe' && b.kind === 'maybe') return { kind: 'maybe', of: union([a.of, b.of]) };
  if (a.kind === 'object' && b.kind === 'object') {
    const fields = new Map<string, Field>();
    for (const key of new Set([...a.fields.keys(), ...b.fields.keys()])) {
      const inA = a.fields.get(key);
      const inB = b.fields.get(key);
      fields.set(key, {
        type: union([inA, inB].flatMap((field) => (field ? [field.type] : []))),
        isRequired: Boolean(inA?.isRequired && inB?.isRequired),
      });
    }
    const others = [a.others, b.others].filter((type) => type !== undefined);
    return { kind: 'object', fields, others: others.length > 0 ? union(others) : undefined };
  }
  return a;
}

/** The JSON Schema of a type: what an output that is made of expressions looks like to the steps after it. */
export function schemaFromType(type: Type): JsonSchema {
  switch (type.kind) {
    case 'any':
      return {};
    case 'null':
      return { type: 'null' };
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
    case 'duration':
      return { type: 'number' };
    case 'text':
      if (type.format) return { type: 'string', format: type.format };
      return type.values ? { type: 'string', enum: [...type.values] } : { type: 'string' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'list':
      return { type: 'array', items: schemaFromType(type.item) };
    case 'maybe':
      return schemaFromType(type.of);
    case 'union':
      return { anyOf: type.of.map(schemaFromType) };
    case 'object': {
      const properties: { [key: string]: Json } = {};
      const required: string[] = [];
      for (const [key, field] of type.fields) {
        if (key === '__proto__') continue;
        properties[key] = schemaFromType(field.type);
        if (field.isRequired) required.push(key);
      }
      return {
        type: 'object',
        properties,
        required,
        additionalProperties: type.others ? schemaFromType(type.others) : false,
      };
    }
  }
}

/** A type in an author's words. */
export function nameOfType(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'anything';
    case 'null':
      return 'nothing';
    case 'boolean':
      return 'true or false';
    case 'number':
      return 'a number';
    case 'text':
      return type.format === 'date' ? 'a day' : 'text';
    case 'instant':
      return 'an instant';
    case 'duration':
      return 'a duration';
    case 'list':
      return 'a list';
    case 'object':
      return 'an object';
    case 'maybe':
      return 'an optional value';
    case 'union':
      return type.of.map(nameOfType).join(' or ');
  }
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
