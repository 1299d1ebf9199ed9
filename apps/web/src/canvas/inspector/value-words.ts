import type { Json } from '@dayshift/model';

/** A value as it is shown under its field: `“10442”`, `49.00, a number`. */
export function valueInWords(value: Json): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `“${shorten(value, 80)}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'object') return shorten(JSON.stringify(value), 80);
  return String(value);
}

export function typeInWords(value: Json): string | undefined {
  return typeof value === 'number' ? 'a number' : undefined;
}

function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
