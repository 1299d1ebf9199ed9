/**
 * MongoDB gives `$` and `.` in field names a meaning and forbids NUL, and Mongoose drops the names of an object's
 * innards; the JSON of authors (schemas, templates, mails) has them all. Such names are stored percent-encoded, and `%`
 * too, so that every name comes back as it was.
 */
export function escapeKeys(value: unknown): unknown {
  return mapKeys(value, (key) =>
    isDropped(key) ? encode(key.charAt(0)) + key.slice(1) : key.replaceAll(/[$.%\0]/g, encode),
  );
}

export function unescapeKeys(value: unknown): unknown {
  return mapKeys(value, (key) =>
    key.replaceAll(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

function isDropped(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

function encode(char: string): string {
  return `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines fields, so a field named __proto__ stays data.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), mapKeys(item, rename)]));
}
