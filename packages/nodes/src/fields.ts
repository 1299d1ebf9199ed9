import type { Json, JsonSchema } from '@dayshift/model';
import { z } from 'zod';

/** How the inspector draws a field, and what the compiler may expect in it. Kept in the schema's `.meta()`. */
export interface FieldMeta {
  title: string;
  control: FieldControl;
  help?: string;
  placeholder?: string;
  /** `expression`: CEL as a whole · `value`: texts may hold `{{ … }}` · missing: taken as it is. */
  holds?: 'expression' | 'value';
  /** What the expression or value has to come to. */
  wants?: 'boolean' | 'number' | 'text' | 'list' | 'instant';
  /** The field of the same object that names a time zone, where a day or a local time will do for an instant. */
  zoneIn?: string;
  /** Each value of an object has to come to a text, a number, yes or no, or a list of them. */
  wantsEach?: 'plain';
  /** Evaluated at the end of the container's body instead of before it. */
  place?: 'body';
  /** An empty field is a problem. */
  isRequired?: true;
  /** A name made from another field of the same object, until somebody writes it by hand or reads it. */
  derivedFrom?: string;
  /** Of `compared`: the field of the step whose value this one is compared with. */
  comparedWith?: string;
  /** Folded away until opened. */
  isAdvanced?: true;
  /** Shown only while another field of the same object has one of these values. */
  showIf?: { field: string; is: Json[] };
  /** Words for the choices of an enum, by value. */
  labels?: Record<string, string>;
}

export type FieldControl =
  | 'text'
  | 'long-text'
  | 'number'
  | 'on-off'
  | 'choice'
  | 'expression'
  | 'json'
  | 'json-schema'
  | 'key-values'
  | 'list'
  | 'cron'
  | 'time-zone'
  | 'duration'
  | 'date-time'
  | 'person'
  | 'compared'
  | 'gate'
  | 'group'
  | 'hidden';

type Hints<Omitted extends keyof FieldMeta = 'control' | 'holds'> = Omit<FieldMeta, Omitted>;

/** CEL in a field of its own, without braces. */
export function expression(hints: Hints) {
  return z
    .string()
    .max(4_096)
    .meta({ ...hints, control: 'expression', holds: 'expression' });
}

/** Text that may hold `{{ … }}`. */
export function textValue(hints: Hints & { control?: 'text' | 'long-text' | 'person' }, longest = 20_000) {
  return z
    .string()
    .max(longest)
    .meta({ control: 'text', wants: 'text', ...hints, holds: 'value' });
}

/** A number, or a text that is one hole. */
export function numberValue(hints: Hints, schema = z.number()) {
  return z
    .union([
      schema,
      z
        .string()
        .max(4_096)
        .regex(/^\s*\{\{[\s\S]*\}\}\s*$/, 'wants a number or one {{ expression }}'),
    ])
    .meta({ ...hints, control: 'number', holds: 'value', wants: 'number' });
}

/** Text taken as it is. */
export function plainText(hints: Hints & { control?: FieldControl }, longest = 300) {
  return z
    .string()
    .max(longest)
    .meta({ control: 'text', ...hints });
}

/** Any JSON value whose texts may hold `{{ … }}`. */
export function jsonValue(hints: Hints) {
  return json.meta({ ...hints, control: 'json', holds: 'value' });
}

/** Names with values; both texts and other JSON. `json`: of any kind and nested, where the receiver is not the one to say. */
export function keyValues(hints: Hints & { control?: 'key-values' | 'json' }, longestName = 200) {
  return z
    .record(z.string().min(1).max(longestName), json)
    .meta({ control: 'key-values', ...hints, holds: 'value' });
}

/** JSON taken as it is, such as an example. */
export function plainJson(hints: Hints) {
  return json.meta({ ...hints, control: 'json' });
}

/** JSON, checked by hand: zod's own recursive schema turns into one that no form can draw. */
const json = z.custom<Json>((value) => isJson(value, 0), 'wants JSON');

function isJson(value: unknown, depth: number): boolean {
  if (depth > 64) return false;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((part) => isJson(part, depth + 1));
  if (typeof value !== 'object') return false;
  return Object.entries(value).every(([key, part]) => key !== '__proto__' && isJson(part, depth + 1));
}

/** The form of a config: JSON Schema with the hints of FieldMeta on every field. */
export function formSchema(config: z.ZodType): JsonSchema {
  let schema = forms.get(config);
  if (!schema) {
    schema = z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as JsonSchema; // JSON by what it is for
    forms.set(config, schema);
  }
  return schema;
}

const forms = new WeakMap<z.ZodType, JsonSchema>();
