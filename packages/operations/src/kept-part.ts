import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { z } from 'zod';

/** The part of an answer that a step hands on: where it is, such as `data.orders`, and which fields of it or of its items. */
export const keptPartSchema = z.strictObject({
  path: z.string().max(300).default(''),
  fields: z.array(z.string().min(1).max(200)).max(50).default([]),
});
export type KeptPart = z.output<typeof keptPartSchema>;

export type PartRead = { ok: true; value: Json } | { ok: false; message: string };

/** Finds the part, or says at which name the answer has something else. */
export function partOf(answer: Json, { path, fields }: KeptPart): PartRead {
  let part: Json = answer;
  const names = path.split('.').map((name) => name.trim());
  for (const [index, name] of path.trim() === '' ? [] : names.entries()) {
    const found: Json | undefined = Array.isArray(part)
      ? part[/^\d{1,9}$/.test(name) ? Number(name) : -1]
      : isObject(part) && Object.hasOwn(part, name)
        ? part[name]
        : undefined;
    if (found === undefined)
      return { ok: false, message: missing(name, names.slice(0, index).join('.'), part) };
    part = found;
  }
  return { ok: true, value: fields.length === 0 ? part : withFields(part, fields) };
}

function withFields(part: Json, fields: readonly string[]): Json {
  if (Array.isArray(part)) return part.map((item) => withFields(item, fields));
  if (!isObject(part)) return part;
  const kept: JsonObject = {};
  for (const name of fields) {
    const value = Object.hasOwn(part, name) ? part[name] : undefined;
    if (value !== undefined && name !== '__proto__') kept[name] = value;
  }
  return kept;
}

function missing(name: string, before: string, holder: Json): string {
  const where = before === '' ? 'The answer' : `“${before}” of the answer`;
  if (Array.isArray(holder)) return `${where} is a list of ${holder.length}, which has no “${name}”.`;
  if (!isObject(holder)) return `${where} has no parts, so there is no “${name}” in it.`;
  return `${where} has no “${name}”. It has ${Object.keys(holder).slice(0, 8).join(', ') || 'nothing'}.`;
}
