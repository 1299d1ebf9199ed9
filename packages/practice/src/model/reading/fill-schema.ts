import { fieldValue } from './field-value.ts';
import type { Facts } from './read-facts.ts';
import type { Json, Schema } from './schema.ts';
import { asSchema, resolveSchema, typesOf } from './schema.ts';

const deepest = 12;

/** An answer that fits the schema, with what is known filled in and something neutral where nothing is. */
export function fillSchema(schema: Schema, facts: Facts): Json {
  return fill(schema, { name: '', facts, root: schema, depth: 0, isRequired: true }) ?? null;
}

type Place = { name: string; facts: Facts; root: Schema; depth: number; isRequired: boolean };

function fill(given: Schema, place: Place): Json | undefined {
  const schema = resolveSchema(given, place.root);
  if (schema.const !== undefined) return schema.const;
  const known = fieldValue(place.name, schema, place.facts);
  if (known !== undefined) return known;
  const types = typesOf(schema);
  if (types.includes('object') && place.depth < deepest) return fillObject(schema, place);
  if (types.includes('null')) return null;
  if (!place.isRequired) return undefined;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (types.includes('array')) return fillArray(schema, place);
  return neutral(types[0], schema);
}

function fillObject(schema: Schema, place: Place): Json {
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const isRequired = required.has(name);
    const value = fill(asSchema(property), { ...place, name, depth: place.depth + 1, isRequired });
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function fillArray(schema: Schema, place: Place): Json {
  const items = asSchema(schema.items);
  const length = Math.min(20, schema.minItems ?? 0);
  return Array.from(
    { length },
    () => fill(items, { ...place, depth: place.depth + 1, isRequired: true }) ?? null,
  );
}

function neutral(type: string | undefined, schema: Schema): Json {
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return inRange(0, schema);
  if (type === 'object') return {};
  if (schema.format === 'date-time') return '2025-01-01T00:00:00Z';
  if (schema.format === 'date') return '2025-01-01';
  if (schema.format === 'email') return 'unknown@example.org';
  return 'unknown'.slice(0, schema.maxLength ?? 100).padEnd(schema.minLength ?? 0, '.');
}

function inRange(value: number, { minimum, maximum, exclusiveMinimum }: Schema): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? value : exclusiveMinimum + 1);
  return Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(least, value));
}
