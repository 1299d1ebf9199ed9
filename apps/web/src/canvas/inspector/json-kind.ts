import { isObject } from '@dayshift/json-schema';
import { type Json, type JsonObject, parseExactJson } from '@dayshift/model';
import { holesOf } from './hole-at.ts';

/** What a value in a body is, as an author chooses it. */
export const jsonKinds = ['text', 'number', 'yes-no', 'fields', 'list', 'nothing'] as const;
export type JsonKind = (typeof jsonKinds)[number];

export const jsonKindWords: Record<JsonKind, string> = {
  text: 'Text or a value',
  number: 'Number',
  'yes-no': 'Yes or no',
  fields: 'Named fields',
  list: 'List',
  nothing: 'Nothing',
};

export function jsonKindOf(value: Json): JsonKind {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'yes-no';
    default:
      return 'fields';
  }
}

/** The same value as another kind, as far as it can be kept: `"49"` becomes 49, one value the first of a list. */
export function asJsonKind(value: Json, kind: JsonKind): Json {
  if (jsonKindOf(value) === kind) return value;
  switch (kind) {
    case 'text':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
        ? Number(value)
        : 0;
    case 'yes-no':
      return value === 'true';
    case 'fields':
      return {};
    case 'list':
      return value === null || value === '' || isObject(value) ? [] : [value];
    case 'nothing':
      return null;
  }
}

/** A copy with another name for one field; the order stays. A name that is taken changes nothing. */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  if (to === '' || (to !== from && Object.hasOwn(object, to))) return object;
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name === from ? to : name, value]),
  );
}

export function freeName(taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'name' : `name_${count}`;
    if (!taken.includes(name)) return name;
  }
}

export type JsonRead = { ok: true; value: Json | undefined } | { ok: false; message: string };

/** JSON as it is typed. A text with holes may stand alone, without the quotes that JSON wants. */
export function readJsonText(text: string, mayHoldHoles: boolean): JsonRead {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: undefined };
  const [hole, ...others] = mayHoldHoles ? holesOf(trimmed) : [];
  if (hole && others.length === 0 && hole.start === 2 && hole.end === trimmed.length - 2)
    return { ok: true, value: trimmed };
  try {
    return { ok: true, value: parseExactJson(text) };
  } catch (error) {
    return {
      ok: false,
      message: `Not JSON yet: ${error instanceof Error ? error.message : 'cannot be read'}`,
    };
  }
}
