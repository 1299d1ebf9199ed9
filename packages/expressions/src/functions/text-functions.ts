import { parseExactJson } from '@dayshift/model/parse-exact-json';
import { base64Of, textOfBase64 } from '../base64.ts';
import { toText } from '../convert-text.ts';
import { type Budget, checkedList, checkedText, EvaluationStopped } from '../runtime.ts';
import { any, boolean, listOf, number, text } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';
import { mentions } from './mentions.ts';

export const textFunctions: Record<string, ExpressionFunction> = {
  lower: onText('lower', 'In small letters', (value) => value.toLowerCase()),
  upper: onText('upper', 'In capital letters', (value) => value.toUpperCase()),
  trim: onText('trim', 'Without space at both ends', (value) => value.trim()),
  startsWith: {
    signature: 'text.startsWith(part)',
    help: 'Whether it begins with the part',
    parameters: ['text', 'text'],
    result: boolean,
    run: ([value, part]) => (value as string).startsWith(part as string),
  },
  endsWith: {
    signature: 'text.endsWith(part)',
    help: 'Whether it ends with the part',
    parameters: ['text', 'text'],
    result: boolean,
    run: ([value, part]) => (value as string).endsWith(part as string),
  },
  indexOf: {
    signature: 'text.indexOf(part)',
    help: 'Where the part begins, from 0; -1 when it is not there',
    parameters: ['text', 'text'],
    result: number,
    run: ([value, part], budget) => {
      const whole = value as string;
      budget.spendOnText(whole.length);
      const at = whole.indexOf(part as string);
      return at < 0 ? -1 : lengthOf(whole.slice(0, at));
    },
  },
  substring: {
    signature: 'text.substring(start, end)',
    help: 'The part from start up to end, counted in characters from 0',
    parameters: ['text', 'number', 'number'],
    optional: 1,
    result: text,
    run: ([value, start, end], budget) => {
      budget.spendOnText((value as string).length);
      return Array.from(value as string)
        .slice(Math.max(0, start as number), end === undefined ? undefined : Math.max(0, end as number))
        .join('');
    },
  },
  replace: {
    signature: 'text.replace(part, by)',
    help: 'Every occurrence of the part replaced',
    parameters: ['text', 'text', 'text'],
    result: text,
    run: ([value, part, by], budget) =>
      replaceAll(value as string, part as string, by as string, budget.spendOnText.bind(budget)),
  },
  mentions,
  split: {
    signature: 'text.split(separator)',
    help: 'A list of the parts between separators',
    parameters: ['text', 'text'],
    result: listOf(text),
    run: ([value, separator], budget) => {
      budget.spendOnText((value as string).length);
      return checkedList((value as string).split(separator as string, 10_001));
    },
  },
  padStart: {
    signature: 'padStart(value, length, fill)',
    help: 'Filled from the left to this length, with zeros or another fill',
    parameters: ['any', 'number', 'text'],
    optional: 1,
    result: text,
    run: ([value, length, fill], budget) => {
      const whole = toText(value, budget);
      return checkedText(filling(whole, length as number, String(fill ?? '0'), budget) + whole);
    },
  },
  base64Encode: {
    signature: 'base64Encode(text)',
    help: 'A text as Base64, of its UTF-8 bytes',
    parameters: ['text'],
    result: text,
    run: ([value], budget) => {
      budget.spendOnText((value as string).length * 4);
      return checkedText(base64Of(value as string));
    },
  },
  base64Decode: {
    signature: 'base64Decode(text)',
    help: 'The text behind Base64, also in its URL form',
    parameters: ['text'],
    result: text,
    run: ([value], budget) => {
      budget.spendOnText((value as string).length * 4);
      const decoded = textOfBase64(value as string);
      if (decoded !== undefined) return checkedText(decoded);
      throw new EvaluationStopped('NOT_BASE64', 'This is not the Base64 of a text.');
    },
  },
  string: {
    signature: 'string(value)',
    help: 'The value as text',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => toText(value, budget),
  },
  toJson: {
    signature: 'toJson(value)',
    help: 'The value as JSON text',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => toText(value, budget, true),
  },
  parseJson: {
    signature: 'parseJson(text)',
    help: 'Reads JSON text as a value; a whole number beyond 15 digits stays text, so that no digit changes',
    parameters: ['text'],
    result: any,
    run: ([value], budget) => {
      budget.spendOnText((value as string).length);
      try {
        return budget.dialect === 1 ? JSON.parse(value as string) : parseExactJson(value as string);
      } catch {
        throw new EvaluationStopped('NOT_JSON', 'This text is not JSON.');
      }
    },
  },
};

function onText(name: string, help: string, run: (value: string) => string): ExpressionFunction {
  return {
    signature: `${name}(text)`,
    help,
    parameters: ['text'],
    result: text,
    run: ([value], budget) => {
      budget.spendOnText((value as string).length);
      return checkedText(run(value as string));
    },
  };
}

const longestFilling = 1_000;

function filling(text: string, length: number, fill: string, budget: Budget): string {
  if (!(length <= longestFilling))
    throw new EvaluationStopped('TEXT_TOO_LONG', `padStart fills up to ${longestFilling} characters.`);
  const characters = Array.from(fill);
  const missing = Math.max(0, Math.trunc(length) - lengthOf(text));
  budget.spendOnText(missing);
  return Array.from({ length: missing }, (_, at) => characters[at % characters.length] ?? '').join('');
}

function replaceAll(value: string, part: string, by: string, spend: (length: number) => void): string {
  if (part === '') return value;
  spend(value.length);
  // Measured before it is built: many short parts and a long replacement would fill the memory.
  let count = 0;
  for (let at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + part.length)) count += 1;
  const length = value.length + count * (by.length - part.length);
  if (length > 500_000) throw new EvaluationStopped('TEXT_TOO_LONG', 'The text would become too long.');
  spend(length);
  return value.split(part).join(by);
}

/** Characters as people count them: by code point. */
export function lengthOf(value: string): number {
  let pairs = 0;
  for (let index = 0; index < value.length - 1; index += 1) {
    const high = value.charCodeAt(index);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = value.charCodeAt(index + 1);
    if (low >= 0xdc00 && low <= 0xdfff) pairs += 1;
  }
  return value.length - pairs;
}
