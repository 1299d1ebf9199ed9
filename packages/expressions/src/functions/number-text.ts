import { readsAsNumber } from '../convert-text.ts';
import { findLocale, type Locale, localeTags } from '../locales.ts';
import { type Budget, checkedNumber, Duration, EvaluationStopped, wrongType } from '../runtime.ts';

/** Half away from zero, through the decimal text, so that money rounds as on paper. */
export function round(value: number, digits: number): number {
  const places = Math.min(Math.max(Math.trunc(digits), 0), 12);
  // Through the decimal text: 1.005 * 100 is 100.49999…, and money would round the wrong way.
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  const [back, backExponent = '0'] = String(shifted).split('e');
  const rounded = Number(`${back}e${Number(backExponent) - places}`);
  return checkedNumber(value < 0 ? -rounded : rounded);
}

/** What is wrong with the name of a locale; undefined when it is known, or not written down. */
export function localeFault(tag: unknown): string | undefined {
  if (typeof tag !== 'string' || findLocale(tag)) return undefined;
  return `"${tag.slice(0, 40)}" is no locale that is known here; there are ${localeTags().join(', ')}, also with a country such as "de-CH".`;
}

export function localeNamed(tag: unknown): Locale {
  const locale = findLocale(tag as string);
  if (locale) return locale;
  throw new EvaluationStopped('LOCALE_UNKNOWN', localeFault(tag) ?? '');
}

const space = /[\s\u00a0\u202f'’]/;

/** "1.234,50" of "de" as "1234.50". Groups have to be groups: "1.5" is no number there, and not 15. */
export function withoutLocale(value: string, { decimal, group }: Locale): string {
  if (value.length > 64) return value;
  const [whole = '', ...fractions] = value.trim().split(decimal);
  const isSpaced = space.test(group);
  const groups = whole.split(isSpaced ? space : group);
  const isGrouped =
    groups.length === 1 ||
    groups.every((part, index) => (index === 0 ? /^[+-]?\d{1,3}$/ : /^\d{3}$/).test(part));
  if (!isGrouped || fractions.length > 1) return 'not a number';
  return [groups.join(''), ...fractions].join('.');
}

const mostDigits = 12;

/** A number as people of the locale write it. */
export function formatNumber(value: number, { decimal, group }: Locale, digits: number | undefined): string {
  if (Math.abs(value) >= 1e21)
    throw new EvaluationStopped('OUT_OF_RANGE', 'This number is too large to be written out.');
  const rounded = round(value, digits ?? mostDigits);
  const [whole = '', fraction = ''] = plainDigits(Math.abs(rounded), digits).split('.');
  const grouped = inThrees(whole).join(group);
  return `${rounded < 0 ? '-' : ''}${grouped}${fraction === '' ? '' : decimal + fraction}`;
}

function plainDigits(value: number, digits: number | undefined): string {
  const places = Math.min(Math.max(Math.trunc(digits ?? mostDigits), 0), mostDigits);
  const text = value.toFixed(places);
  return digits === undefined && text.includes('.') ? withoutLastZeros(text) : text;
}

function inThrees(whole: string): string[] {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end));
  return groups;
}

function withoutLastZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}

/** A number, or the one that a text writes. */
export function toNumber(value: unknown, budget: Budget, shown = value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Duration) return value.seconds;
  if (typeof value === 'string' && readsAsNumber(value)) {
    const number = checkedNumber(Number(value));
    if (budget.dialect === 1 || !/^\s*[+-]?\d+\s*$/.test(value) || Number.isSafeInteger(number))
      return number;
    throw new EvaluationStopped(
      'NUMBER_TOO_LONG',
      `"${value.trim()}" has more digits than a number keeps; as a text it keeps every one.`,
    );
  }
  if (typeof value === 'string') {
    throw new EvaluationStopped('NOT_A_NUMBER', `"${String(shown).slice(0, 40)}" is not a number.`);
  }
  throw wrongType('a number or a text with one', value);
}
