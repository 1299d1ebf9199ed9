import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';

/** A sum of money in some values: as a person reads it, and the fields it was read from. */
export interface Amount {
  text: string;
  fields: string[];
}

// `amount_cents` is left alone on purpose: 9000 cents shown as $9,000.00 would be a lie.
const amountNames = /^(amount|total|sum|price|refund|payment|betrag|summe|preis)$/i;
const currencyNames = /^(currency|currency_?code|waehrung|währung)$/i;

/** The amount these values are about. Without a currency beside it, it is a number like others. */
export function amountOf(values: Json | undefined): Amount | undefined {
  if (!isObject(values)) return undefined;
  const found = entryOf(values, amountNames, (value) => numberOf(value) !== undefined);
  if (!found) return undefined;
  const currency = entryOf(values, currencyNames, (value) => typeof value === 'string' && isCurrency(value));
  if (!currency) return undefined;
  const text = formatAmount(numberOf(found.value) ?? 0, String(currency.value));
  return { text, fields: [found.name, currency.name] };
}

/** "$900.00", and never rounded: 186.005 stays 186.005. */
export function formatAmount(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    // As many as the currency has when it is whole, and all there are when not.
    maximumFractionDigits: 20,
  }).format(amount);
}

function entryOf(values: JsonObject, names: RegExp, fits: (value: Json) => boolean) {
  for (const [name, value] of Object.entries(values))
    if (names.test(name) && fits(value)) return { name, value };
  return undefined;
}

/** A text counts only where it is the number's own spelling: "49.90" and not "49,90". */
function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d{1,12}(\.\d{1,3})?$/.test(value) ? Number(value) : undefined;
}

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function isCurrency(text: string): boolean {
  return known.has(text.toUpperCase());
}
