import { expect, it } from 'vitest';
import { evaluate } from '../evaluate.ts';

function mentions(text: string, words: unknown[]): unknown {
  const result = evaluate('trigger.text.mentions(trigger.words)', {
    trigger: { text, words: words as string[] },
  });
  return result.ok ? result.value : result.failure.code;
}

it.each([
  ['URGENT: sparks from the lamp', ['spark', 'sparks'], true],
  ['URGENT:sparks!', ['sparks'], true],
  ['There is SMOKE', ['smok*'], true],
  ['It smells of\n gas.', ['gas'], true],
  ['A gasket and Las Vegas', ['gas'], false],
  ['It causes trouble', ['use*'], false],
  ['a short-circuit in the hall', ['short circuit'], true],
  ['a short wire, a closed circuit', ['short circuit'], false],
  ['Überflutung im Keller', ['überflut*'], true],
  ['uberflutung', ['Überflut*'], true],
  ['Ça sent la fumée', ['fumee'], true],
  ['ｇａｓ！', ['gas'], true],
  ['部屋で火事です', ['火事'], true],
  ['all is well', ['gas', 'fire'], false],
  ['anything', [], false],
  ['anything', ['', '*', ' '], false],
  ['', ['gas'], false],
])('%j with %j: %j', (text, words, expected) => {
  expect(mentions(text, words)).toBe(expected);
});

it('wants texts to look for, and stops before it costs too much', () => {
  expect(mentions('x', [7])).toBe('WRONG_TYPE');
  expect(
    mentions(
      'x'.repeat(500_000),
      Array.from({ length: 1_000 }, () => 'gas'),
    ),
  ).toBe('EXPRESSION_TOO_COSTLY');
});

it('looks for two hundred words in a long mail in a moment', () => {
  const words = Array.from({ length: 200 }, (_, index) => `word${index}*`);
  const startedAt = performance.now();
  expect(mentions('the lamp and the other lamp '.repeat(3_600), words)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(200);
});
