import type { Json } from '@dayshift/model';

const mostValues = 3;
const longestValue = 40;

/** A value in a few words: its first short parts, as in "billing, 49, high". Empty when it has none. */
export function shortly(value: Json | undefined): string {
  return scalars(value).slice(0, mostValues).join(', ');
}

function scalars(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [cut(value)];
  if (typeof value !== 'object') return [String(value)];
  if (Array.isArray(value)) return [`${value.length} ${value.length === 1 ? 'item' : 'items'}`];
  // The answer of a request says more than its status and headers.
  if ('body' in value && 'status' in value) return scalars(value.body);
  return Object.values(value).flatMap((part) => (typeof part === 'object' ? [] : scalars(part)));
}

function cut(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}
