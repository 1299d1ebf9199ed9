import { checkedList, wrongType } from '../runtime.ts';
import { boolean } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';

/** How many terms are looked for at the price of reading the text once. */
const termsPerReading = 16;

/**
 * Whether a text has one of several words, whatever a model makes of it. Whole words, in any case and without accents;
 * `smok*` is every word that begins so, and several words stand side by side. Scripts without spaces are looked through.
 */
export const mentions: ExpressionFunction = {
  signature: 'text.mentions(words)',
  help: 'Whether it has one of the words; "smok*" is every word that begins so',
  parameters: ['text', 'list'],
  result: boolean,
  run: ([value, words], budget) => {
    const terms = checkedList(words as unknown[]);
    const whole = value as string;
    budget.spendOnText(whole.length * (2 + Math.ceil(terms.length / termsPerReading)));
    const text = plain(whole);
    return terms.some((term) => {
      if (typeof term !== 'string') throw wrongType('text', term, 'mentions()');
      return has(text, term);
    });
  },
};

const writesWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

function has(text: string, term: string): boolean {
  const words = plain(term).trim();
  if (words === '') return false;
  if (writesWithoutSpaces.test(words)) return text.includes(words);
  return text.includes(term.trimEnd().endsWith('*') ? ` ${words}` : ` ${words} `);
}

/** Words with one space around each, in small letters, without accents and signs. */
function plain(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
