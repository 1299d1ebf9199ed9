import type { Json } from '@dayshift/model';

const mostValues = 3;
const longestValue = 40;

/** A value in a few words: its first short parts, as in "billing, 49, high". Empty when it has none. */
export function shortly(value: Json | undefined): string {
  return scalars(value).slice(0, mostValues).join(', ');
}

function scalars(value: Json | undefined, depth = 0): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [cut(value)];
  if (typeof value !== 'object') return [String(value)];
  if (Array.isArray(value)) return [`${value.length} ${value.length === 1 ? 'item' : 'items'}`];
  // The answer of a request says more than its status and headers.
  if ('body' in value && 'status' in value) return scalars(value.body, depth);
  const parts = Object.values(value);
  const plain = parts.filter((part) => typeof part !== 'object').flatMap((part) => scalars(part, depth));
  // An envelope around what matters: look inside.
  return plain.length > 0 || depth >= 2 ? plain : parts.flatMap((part) => scalars(part, depth + 1));
}

function cut(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}
