import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

describe('canonical JSON', () => {
  it('is the same text whatever the order of the fields', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, null], c: 'ä' } })).toBe('{"a":{"c":"ä","d":[2,null]},"b":1}');
    expect(canonicalJson({ a: { c: 'ä', d: [2, null] }, b: 1 })).toBe(
      canonicalJson({ b: 1, a: { d: [2, null], c: 'ä' } }),
    );
  });

  it('sorts by UTF-16 code units, as RFC 8785 says', () => {
    expect(
      canonicalJson({
        '\u20ac': 1,
        '\r': 2,
        '\ufb33': 3,
        '1': 4,
        '\ud83d\ude00': 5,
        '\u0080': 6,
        '\u00f6': 7,
      }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it('reads back as the same value, for any value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
