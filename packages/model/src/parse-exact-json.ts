import type { Json } from './json.ts';

/**
 * `JSON.parse` that never rounds in silence: a whole number that JavaScript cannot hold exactly (beyond ±2^53 − 1), or a
 * number beyond any that it can hold, comes out as the text it was written as. Order numbers and ids of other systems are
 * such numbers; as text they are shown, compared and sent on as they came. Throws SyntaxError as `JSON.parse` does.
 */
export function parseExactJson(text: string, revive?: (key: string, value: Json) => Json | undefined): Json {
  const value: Json = JSON.parse(text, revive);
  return mayBeInexact.test(text) ? JSON.parse(withInexactAsText(text), revive) : value;
}

/** For `revive`, where the text comes from outside: a `__proto__` key has no honest use there. */
export function withoutPrototype(key: string, value: Json): Json | undefined {
  return key === '__proto__' ? undefined : value;
}

// Sixteen digits in a row, or an exponent: no other number is rounded or too large. Most texts are done here.
const mayBeInexact = /\d{16}|\d[eE]/;

/** Puts quotes around the numbers that would change. The text is known to be JSON, so a walk over its tokens is enough. */
function withInexactAsText(text: string): string {
  let exact = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x22) at = endOfText(text, at);
    if (character !== 0x2d && (character < 0x30 || character > 0x39)) continue;
    const end = endOfNumber(text, at);
    if (isInexact(text.slice(at, end))) {
      exact += `${text.slice(copied, at)}"${text.slice(at, end)}"`;
      copied = end;
    }
    at = end - 1;
  }
  return exact + text.slice(copied);
}

function endOfText(text: string, quote: number): number {
  let at = quote + 1;
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && '0123456789.eE+-'.includes(text.charAt(end))) end += 1;
  return end;
}

function isInexact(word: string): boolean {
  const value = Number(word);
  if (!Number.isFinite(value)) return true;
  return /^-?\d+$/.test(word) && !Number.isSafeInteger(value);
}
