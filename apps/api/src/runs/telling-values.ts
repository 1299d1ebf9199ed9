import type { Json, JsonObject } from '@dayshift/model';

/** A value with the name it came under. */
export interface TellingValue {
  name: string;
  value: string;
}

const things =
  /^((order|invoice|ticket|account|booking|case|contract|product|item|parcel)([_ ]?(id|no|number|nr|ref|name))?|customer[_ ]?(id|no|number|nr))$/i;
const people = /^(from_?name|name|customer(_?name)?|client|buyer|contact)$/i;
const addresses = /^(from|e_?mail|mail|phone)$/i;
const mostOfValue = 200;

/** Which order, which ticket: what tells one case from another. */
export function thingsIn(values: JsonObject): TellingValue[] {
  return wanted(values, things);
}

/** Who it is about, as the values name them; a name says more than an address. */
export function peopleIn(values: JsonObject): TellingValue[] {
  return [...wanted(values, people), ...wanted(values, addresses)];
}

function wanted(values: JsonObject, names: RegExp): TellingValue[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text !== '' && names.test(name) ? [{ name, value: text.slice(0, mostOfValue) }] : [];
  });
}

/** A text under one of these names, the first that is there. */
export function textUnder(values: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value: Json | undefined = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
