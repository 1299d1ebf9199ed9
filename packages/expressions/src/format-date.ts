import type { Locale } from './locales.ts';
import type { LocalTime } from './time-zone.ts';

/** What `format` writes: a moment as clocks of a zone show it. */
export type Moment = LocalTime & { offsetMs: number };

type Part = { text: string } | { letters: string };

/** What a pattern such as "dd.MM.yyyy HH:mm" cannot have; undefined when it is fine. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > 100) return 'A date pattern has at most 100 characters.';
  for (const part of partsOf(pattern)) {
    if ('letters' in part && !Object.hasOwn(writers, part.letters))
      return `${part.letters} means nothing in a date pattern. Write yyyy MM dd HH mm ss, MMM or EEE for names, and plain words in 'single quotes'.`;
  }
  return undefined;
}

/** Letters as in Unicode's date patterns, which most tools share; text stands in single quotes. */
export function formatDate(moment: Moment, pattern: string, locale: Locale): string {
  return partsOf(pattern)
    .map((part) => ('text' in part ? part.text : (writers[part.letters]?.(moment, locale) ?? '')))
    .join('');
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (const [piece] of pattern.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    if (piece.startsWith("'")) parts.push({ text: piece === "''" ? "'" : unquoted(piece) });
    else if (/^[A-Za-z]/.test(piece)) parts.push({ letters: piece });
    else parts.push({ text: piece });
  }
  return parts;
}

function unquoted(piece: string): string {
  return piece.replace(/^'|'$/g, '').replaceAll("''", "'");
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');
const dayOfWeek = ({ year, month, day }: LocalTime) => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const hour12 = ({ hour }: LocalTime) => (hour % 12 === 0 ? 12 : hour % 12);

const writers: Record<string, (moment: Moment, locale: Locale) => string> = {
  yyyy: ({ year }) => pad(year, 4),
  yy: ({ year }) => pad(year % 100),
  MMMM: ({ month }, { months }) => months[month - 1] ?? '',
  MMM: ({ month }, { monthsShort }) => monthsShort[month - 1] ?? '',
  MM: ({ month }) => pad(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => pad(day),
  d: ({ day }) => String(day),
  EEEE: (moment, { days }) => days[dayOfWeek(moment)] ?? '',
  EEE: (moment, { daysShort }) => daysShort[dayOfWeek(moment)] ?? '',
  HH: ({ hour }) => pad(hour),
  H: ({ hour }) => String(hour),
  hh: (moment) => pad(hour12(moment)),
  h: (moment) => String(hour12(moment)),
  mm: ({ minute }) => pad(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => pad(second),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => pad(millisecond, 3),
  a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  XXX: ({ offsetMs }) => (offsetMs === 0 ? 'Z' : offsetText(offsetMs)),
  xxx: ({ offsetMs }) => offsetText(offsetMs),
};

function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
