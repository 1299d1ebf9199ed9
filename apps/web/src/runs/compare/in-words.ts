import type { Json } from '@dayshift/model';

const longest = 60;

/** A value within a sentence. */
export function inWords(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'an empty text';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return typeof value === 'string' ? `“${short}”` : short;
}
