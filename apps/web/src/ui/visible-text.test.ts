import { describe, expect, test } from 'vitest';
import {
  countHidden,
  findForeignLetters,
  removeHidden,
  spellHidden,
  toVisibleParts,
} from './visible-text.ts';

describe('what is approved is what is seen', () => {
  test('ordinary text stays one piece, with its line breaks', () => {
    expect(toVisibleParts('Hello Marta,\r\n\n\tkind regards: café, 東京, שלום')).toEqual([
      { type: 'text', text: 'Hello Marta,\r\n\n\tkind regards: café, 東京, שלום' },
    ]);
  });

  test('a character that would not be seen becomes an escape with its name', () => {
    expect(toVisibleParts('pay\u200Bpal')).toEqual([
      { type: 'text', text: 'pay' },
      { type: 'hidden', code: 'U+200B', name: 'zero-width space' },
      { type: 'text', text: 'pal' },
    ]);
  });

  test.each([
    ['right-to-left override', '\u202E'],
    ['isolate', '\u2066'],
    ['soft hyphen', '\u00AD'],
    ['byte order mark', '\uFEFF'],
    ['Hangul filler', '\u3164'],
    ['tag character', '\u{E0041}'],
    ['variation selector on a letter', '\uFE0E'],
    ['line separator', '\u2028'],
    ['bell', '\u0007'],
    ['lone carriage return', '\r'],
    ['lone surrogate', '\uD800'],
  ])('%s is shown', (_name, character) => {
    expect(countHidden(`a${character}b`)).toBe(1);
    expect(removeHidden(`a${character}b`)).toBe('ab');
  });

  test('the joiners inside an emoji are part of its picture, anywhere else they are shown', () => {
    expect(countHidden('👩‍💻 ❤️ 1️⃣')).toBe(0);
    expect(countHidden('a\u200Db')).toBe(1);
  });
});

test('letters that only look Latin are found in an address', () => {
  expect(findForeignLetters('k\u0430ren@example.org')).toEqual(['\u0430']);
  expect(findForeignLetters('karen+tag@example.org')).toEqual([]);
});

test('where only a plain text can stand, what would not be seen is spelled out', () => {
  expect(spellHidden('invoice\u202Efdp.exe')).toBe('invoice[U+202E right-to-left override]fdp.exe');
  expect(spellHidden('שלום, 👩‍💻')).toBe('שלום, 👩‍💻');
});
