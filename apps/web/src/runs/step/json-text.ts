import { type Json, parseExactJson } from '@dayshift/model';
import { jsonErrorAt } from './json-error.ts';

const narrow = 56;

/** JSON to read: short objects and lists stay on one line, so that a small request is not a tall one. */
export function jsonText(value: Json, indent = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const flat = flatText(value);
  if (flat.length + indent.length <= narrow) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${inner}${jsonText(item, inner)}`).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)}: ${jsonText(item, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function flatText(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(flatText).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${flatText(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

export type JsonReading = { ok: true; value: Json } | { ok: false; message: string };

/** Reads what a person typed, and says where it stops being JSON. */
export function readJson(text: string): JsonReading {
  if (text.trim() === '') return { ok: false, message: 'There is nothing here yet. Type a value as JSON.' };
  try {
    return { ok: true, value: parseExactJson(text) };
  } catch {
    return { ok: false, message: `This is not JSON: ${whatIsWrong(text)}.` };
  }
}

function whatIsWrong(text: string): string {
  const at = jsonErrorAt(text);
  const found = text.charAt(at);
  if (found === '') return 'it ends too early';
  const before = text.slice(0, at);
  const column = at - before.lastIndexOf('\n');
  return `“${found}” does not belong in line ${before.split('\n').length}, column ${column}`;
}
