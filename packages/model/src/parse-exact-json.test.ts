import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson, withoutPrototype } from './parse-exact-json.ts';

describe('JSON that is read exactly', () => {
  it.each([
    ['{"id":7615917337495251231}', { id: '7615917337495251231' }],
    [
      '[9007199254740991,9007199254740992,-9007199254740993]',
      [9007199254740991, '9007199254740992', '-9007199254740993'],
    ],
    ['7615917337495251231', '7615917337495251231'],
    ['[1e400,-1E400,1e20,1.5e3]', ['1e400', '-1E400', 1e20, 1500]],
    [
      '{"7615917337495251231":"7615917337495251231 \\" 7615917337495251231","b":7615917337495251231}',
      { '7615917337495251231': '7615917337495251231 " 7615917337495251231', b: '7615917337495251231' },
    ],
    ['[0.1234567890123456789, 1.5]', [0.12345678901234568, 1.5]],
  ])('gives a whole number that would be rounded as the text it was written as: %s', (text, value) => {
    expect(parseExactJson(text)).toEqual(value);
  });

  it('reads everything else as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!text.includes('__proto__'));
        const isExact = !/\d{16}/.test(text);
        if (isExact) expect(parseExactJson(text)).toEqual(JSON.parse(text));
        else
          expect(JSON.stringify(parseExactJson(text)).replaceAll('"', '')).toBe(
            JSON.stringify(JSON.parse(text)).replaceAll('"', ''),
          );
      }),
    );
  });

  it.each(['{12345678901234567890:1}', '', '[12345678901234567890', '{"a":1}x', '01234567890123456789'])(
    'refuses what is not JSON: %s',
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    },
  );

  it('leaves out __proto__ where the reader asks for it', () => {
    expect(parseExactJson('{"a":{"__proto__":{"x":1},"b":7615917337495251231}}', withoutPrototype)).toEqual({
      a: { b: '7615917337495251231' },
    });
  });

  it('takes time that grows with the text, not with its square', () => {
    const text = `[${'"\\\\\\"",12345678901234567890,'.repeat(200_000)}0]`;
    const started = performance.now();
    parseExactJson(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
