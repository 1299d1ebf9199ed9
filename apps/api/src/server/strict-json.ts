import { parseExactJson } from '@dayshift/model';
import { RequestError } from './request-error.ts';

/** Objects and arrays inside each other; 64 is already refused, long before anything recursive could overflow. */
const deepestJson = 63;

/** Of an empty body. */
export const emptyBody = { path: '', hint: 'Send a JSON object.' };

interface Container {
  isObject: boolean;
  keys: Set<string>;
  /** The current key, or the index so far. */
  at: string | number;
}

/**
 * JSON as people mean it. What `JSON.parse` lets through and what different readers understand differently is refused:
 * duplicate and prototype keys, broken text, and nesting that explodes later. Numbers that would change on the way come out
 * as texts: what only counts digits keeps them all, and a field that wants a number says so by its path.
 */
export function parseStrictJson(body: Buffer): unknown {
  const text = decode(body);
  const value = parse(text);
  inspect(text);
  return value;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body);
  } catch (cause) {
    throw new RequestError(400, 'INVALID_TEXT', 'The body is not UTF-8 text.', {
      path: '',
      hint: 'Send JSON, as UTF-8.',
      cause,
    });
  }
}

function parse(text: string): unknown {
  if (text.trim() === '')
    throw new RequestError(400, 'INVALID_JSON', 'The body is empty; JSON was expected.', emptyBody);
  try {
    return parseExactJson(text);
  } catch (cause) {
    const place = cause instanceof Error ? /position \d+/.exec(cause.message)?.[0] : undefined;
    throw new RequestError(400, 'INVALID_JSON', `The body is not JSON${place ? `, at ${place}` : ''}.`, {
      path: '',
      hint: 'Look at quotes, commas and brackets there.',
      cause,
    });
  }
}

/** Walks over text that is known to be JSON; so a string before a colon is a key, and brackets are balanced. */
function inspect(text: string): void {
  const stack: Container[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = inspectString(text, index, stack);
    else if (char === 0x7b || char === 0x5b) open(stack, char === 0x7b);
    else if (char === 0x7d || char === 0x5d) stack.pop();
    else if (char === 0x2c) nextItem(stack);
  }
}

function open(stack: Container[], isObject: boolean): void {
  if (stack.length >= deepestJson)
    throw new RequestError(400, 'JSON_TOO_DEEP', `The body is nested deeper than ${deepestJson} levels.`, {
      path: pathOf(stack.slice(0, 8)),
      hint: 'Put values beside each other instead of inside each other.',
    });
  stack.push({ isObject, keys: new Set(), at: isObject ? '' : 0 });
}

function nextItem(stack: Container[]): void {
  const top = stack.at(-1);
  if (top && typeof top.at === 'number') top.at += 1;
}

function inspectString(text: string, start: number, stack: Container[]): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  const raw = text.slice(start, end + 1);
  const value = raw.includes('\\u') ? inspectEscapes(raw, stack) : undefined;
  const top = stack.at(-1);
  if (top?.isObject && isKey(text, end)) takeKey(top, value ?? plain(raw), stack);
  return end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

function isKey(text: string, end: number): boolean {
  let index = end + 1;
  while (text.charCodeAt(index) <= 0x20) index += 1;
  return text.charCodeAt(index) === 0x3a;
}

function plain(raw: string): string {
  return raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1);
}

function inspectEscapes(raw: string, stack: Container[]): string {
  const value: string = JSON.parse(raw);
  if (!value.isWellFormed() || value.includes('\0'))
    throw new RequestError(400, 'INVALID_TEXT', 'A text holds half a character, or the character NUL.', {
      path: pathOf(stack),
      hint: 'Take it out.',
    });
  return value;
}

function takeKey(object: Container, key: string, stack: Container[]): void {
  object.at = key;
  if (key === '__proto__' || key === 'constructor')
    throw new RequestError(400, 'FORBIDDEN_KEY', `A field must not be called "${key}".`, {
      path: pathOf(stack),
      hint: 'Give it another name.',
    });
  if (object.keys.has(key))
    throw new RequestError(400, 'AMBIGUOUS_JSON', `The field "${key.slice(0, 80)}" is there twice.`, {
      path: pathOf(stack),
      hint: 'Send it once.',
    });
  object.keys.add(key);
}

function pathOf(stack: readonly Container[]): string {
  return stack.map((each) => String(each.at).slice(0, 80)).join('.');
}
