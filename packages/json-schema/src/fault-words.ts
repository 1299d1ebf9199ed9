// What is wrong with a value, in words for the person who typed it. The field stands beside the sentence.

export const needed = 'This is needed.';
export const notOffered = 'Choose one of the offered values.';
export const otherShape = 'This has none of the shapes that are allowed here.';
export const otherForm = 'This is not written as it has to be.';

const types: Record<string, string> = {
  string: 'This must be text.',
  number: 'This must be a number.',
  integer: 'This must be a whole number.',
  boolean: 'This must be yes or no.',
  array: 'This must be a list.',
  object: 'This must be an object.',
  null: 'This must be empty.',
};
const otherType = 'This is of another type than it has to be.';

export function wrongType(wanted: unknown): string {
  const [only, ...more] = Array.isArray(wanted) ? wanted.filter((each) => each !== 'null') : [wanted];
  return more.length === 0 ? (types[String(only)] ?? otherType) : otherType;
}

const formats: Record<string, string> = {
  uri: 'This must be a whole address, such as https://….',
  email: 'This must be a mail address, such as ada@example.com.',
  'date-time': 'This must be a date and time with its zone, such as 2026-01-31T09:00:00Z.',
  date: 'This must be a date, such as 2026-01-31.',
};

export function wrongFormat(format: unknown): string {
  return formats[String(format)] ?? otherForm;
}

export function tooLong(limit: number, length: number): string {
  return `At most ${characters(limit)}; this has ${inWords(length)}.`;
}

export function tooShort(limit: number, length: number): string {
  return length === 0 ? 'This must not be empty.' : `At least ${characters(limit)}.`;
}

export function tooMany(limit: number, count: number): string {
  return `At most ${inWords(limit)} of these; there are ${inWords(count)}.`;
}

export function tooFew(limit: number): string {
  return `At least ${inWords(limit)} of these.`;
}

export function tooSmall(limit: number, isExclusive = false): string {
  return isExclusive ? `More than ${limit}.` : `At least ${limit}.`;
}

export function tooLarge(limit: number, isExclusive = false): string {
  return isExclusive ? `Less than ${limit}.` : `At most ${limit}.`;
}

export function unknownField(name: string): string {
  return `There is no field “${name.slice(0, 80)}” here.`;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${inWords(count)} characters`;
}

function inWords(count: number): string {
  return count.toLocaleString('en-GB');
}
