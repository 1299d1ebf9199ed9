import { describe, expect, it } from 'vitest';
import { RequestError } from './request-error.ts';
import { parseStrictJson } from './strict-json.ts';

const parse = (text: string) => parseStrictJson(Buffer.from(text));
function refusal(text: string | Buffer): { code: string; path: string | undefined } {
  try {
    parseStrictJson(Buffer.from(text));
  } catch (error) {
    if (error instanceof RequestError) return { code: error.code, path: error.path };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('strict JSON', () => {
  it('reads what everybody reads the same way', () => {
    const value = { a: [1, -2.5e3, 'x "quoted" \\ ü \u{1f600}'], b: { c: null, d: true }, e: '' };
    expect(parse(JSON.stringify(value))).toEqual(value);
    expect(parse('"\\ud83d\\ude00"')).toBe('\u{1f600}');
    expect(parse('[{"a":"b:"},{"a":1}]')).toEqual([{ a: 'b:' }, { a: 1 }]);
  });

  it.each(['{"a":', '', ' ', 'NaN', '{} x', "{'a':1}"])('refuses %j as no JSON', (text) => {
    expect(refusal(text).code).toBe('INVALID_JSON');
  });

  it('takes 63 levels and refuses 64 and half a million without falling over', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parse(nested(63))).not.toThrow();
    expect(refusal(nested(64)).code).toBe('JSON_TOO_DEEP');
    expect(refusal(nested(500_000)).code).toBe('JSON_TOO_DEEP');
  });

  it('names the path of a prototype key, however it is spelled', () => {
    expect(refusal('{"a":[{"b":1},{"__proto__":{}}]}')).toEqual({
      code: 'FORBIDDEN_KEY',
      path: 'a.1.__proto__',
    });
    expect(refusal('{"__pro\\u0074o__":1}').code).toBe('FORBIDDEN_KEY');
    expect(refusal('{"constructor":{"prototype":{}}}').code).toBe('FORBIDDEN_KEY');
  });

  it('refuses a field that is there twice, but not the same name in two objects', () => {
    expect(refusal('{"a":1,"b":{"c":1,"c":2}}')).toEqual({ code: 'AMBIGUOUS_JSON', path: 'b.c' });
    expect(parse('{"a":{"a":1},"b":{"a":1}}')).toBeDefined();
  });

  it('keeps every digit of a number that would change on the way, as a text', () => {
    expect(parse('{"id":9007199254740993}')).toEqual({ id: '9007199254740993' });
    expect(parse('[1e400, 9007199254740991, 0.1234567890123456789, 1e20]')).toEqual([
      '1e400',
      9007199254740991,
      0.12345678901234568,
      1e20,
    ]);
  });

  it('refuses half characters, NUL and text that is not UTF-8', () => {
    expect(refusal('"\\ud83d"').code).toBe('INVALID_TEXT');
    expect(refusal('"\\u0000"').code).toBe('INVALID_TEXT');
    expect(refusal(Buffer.from([0x22, 0xff, 0x22])).code).toBe('INVALID_TEXT');
  });
});
