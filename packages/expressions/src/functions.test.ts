import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExpression, checkSource } from './check-expression.ts';
import { completions } from './completions.ts';
import { evaluate } from './evaluate.ts';
import { listFunctionsWithHelp } from './functions.ts';
import { expressionLimits } from './limits.ts';
import type { Scope } from './scope.ts';
import { typeScopeFrom } from './type-scope.ts';
import { nameOfType } from './types.ts';

const scope: Scope = {
  trigger: {
    orders: [
      { id: 3, who: 'Bo', total: 20 },
      { id: 1, who: 'Ada', total: 49.5 },
      { id: 2, who: 'Bo', total: 5 },
    ],
    mail: 'Order AB-1042 and AB-7, please.',
    n: [3, 1, 2],
    day: '2026-12-01',
    at: '2026-07-01T10:30:05.042Z',
  },
};

function come(source: string): unknown {
  const result = evaluate(source, scope);
  if (!result.ok) throw new Error(`${source}: ${result.failure.code} ${result.failure.message}`);
  return result.value;
}
const failureOf = (source: string) => {
  const result = evaluate(source, scope);
  return result.ok ? `gave ${JSON.stringify(result.value)}` : result.failure.code;
};
const cases = (rows: [string, unknown][]) =>
  test.each(rows)('%s is %j', (source, value) => expect(come(source)).toEqual(value));
const failing = (rows: [string, string][]) =>
  test.each(rows)('%s fails as %s', (source, code) => expect(failureOf(source)).toBe(code));

describe('lists', () => {
  cases([
    ['trigger.n.sort()', [1, 2, 3]],
    ['["b", "a", "B"].sort()', ['B', 'a', 'b']],
    ['trigger.n.sort().reverse()', [3, 2, 1]],
    ['trigger.n.slice(1, 3)', [1, 2]],
    ['trigger.n.slice(-2)', [1, 2]],
    ['trigger.n.slice(5)', []],
    ['[1, 2, 3, 4, 5].chunk(2)', [[1, 2], [3, 4], [5]]],
    ['[[1], [2, [3]], 4].flatten()', [1, 2, [3], 4]],
    [
      '[1, 2, 1, {"a": 1, "b": [2]}, {"b": [2], "a": 1}, "1", null, null].distinct()',
      [1, 2, { a: 1, b: [2] }, '1', null],
    ],
    ['avg([1, 2, 6])', 3],
    ['trigger.orders.sortBy(o, o.total).map(o, o.id)', [2, 3, 1]],
    ['trigger.orders.sortBy(o, o.who).map(o, o.id)', [1, 3, 2]],
    [
      'trigger.orders.groupBy(o, o.who).map(g, [g.key, g.items.map(o, o.total).sum()])',
      [
        ['Bo', 25],
        ['Ada', 49.5],
      ],
    ],
    ['trigger.orders.groupBy(o, o.total > 10).map(g, g.key)', [true, false]],
  ]);
  failing([
    ['[1, "a"].sort()', 'WRONG_TYPE'],
    ['[{"a": 1}].sort()', 'WRONG_TYPE'],
    ['[1].chunk(0)', 'WRONG_TYPE'],
    ['avg([])', 'EMPTY_LIST'],
    ['avg(["1"])', 'WRONG_TYPE'],
  ]);
});

describe('texts', () => {
  cases([
    ['trigger.mail.extract("AB-\\\\d+").orValue("none")', 'AB-1042'],
    ['trigger.mail.extract("AB-(\\\\d+)").orValue("none")', '1042'],
    ['trigger.mail.extract("XY-\\\\d+").orValue("none")', 'none'],
    ['trigger.mail.extractAll("AB-(\\\\d+)")', ['1042', '7']],
    ['"".extractAll("x*")', ['']],
    ['"aaa".extractAll("a|x*")', ['a', 'a', 'a', '']],
    ['urlEncode("a b&c/ü")', 'a%20b%26c%2F%C3%BC'],
    ['urlDecode("a%20b%26c")', 'a b&c'],
    ['base64Encode("Grüße 😀")', 'R3LDvMOfZSDwn5iA'],
    ['base64Decode("R3LDvMOfZSDwn5iA")', 'Grüße 😀'],
    ['base64Decode("Pz8_Pg")', '???>'],
    ['base64Encode("")', ''],
    ['padStart(7, 3)', '007'],
    ['"ab".padStart(5, "xy")', 'xyxab'],
    ['"abc".padStart(2)', 'abc'],
    ['padStart(1, 3, "😀")', '😀😀1'],
    ['padStart(1, 3, "")', '1'],
  ]);
  failing([
    ['trigger.mail.extract("XY")', 'MISSING_REFERENCE'],
    ['"x" + trigger.mail.extract("XY")', 'WRONG_TYPE'],
    ['padStart(1, 1001)', 'TEXT_TOO_LONG'],
    ['urlDecode("%")', 'NOT_URL_ENCODED'],
    ['base64Decode("?")', 'NOT_BASE64'],
    ['base64Decode("/w==")', 'NOT_BASE64'],
    ['base64Decode("A")', 'NOT_BASE64'],
  ]);

  test('come back from Base64 as they went', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const encoded = Buffer.from(text, 'utf8').toString('base64');
        expect(evaluate('base64Encode(trigger)', { trigger: text })).toEqual({ ok: true, value: encoded });
        expect(evaluate('base64Decode(trigger)', { trigger: encoded })).toEqual({ ok: true, value: text });
      }),
    );
  });
});

describe('numbers in a locale', () => {
  cases([
    ['formatNumber(1234567.5, "de", 2)', '1.234.567,50'],
    ['formatNumber(1234.5, "en")', '1,234.5'],
    ['formatNumber(-0.005, "en", 2)', '-0.01'],
    ['formatNumber(1234.5, "de-CH", 2)', '1’234.50'],
    ['formatNumber(1234.5, "fr", 2)', '1\u202f234,50'],
    ['formatNumber(1234.5, "sv-SE", 0)', '1\u00a0235'],
    ['formatNumber(0.1 + 0.2, "de")', '0,3'],
    ['formatNumber(1.005, "en", 2)', '1.01'],
    ['formatNumber(-0.001, "en", 2)', '0.00'],
    ['number("1.234,50", "de")', 1234.5],
    ['number("1 234,50", "fr")', 1234.5],
    ['number("1\u202f234,50", "fr")', 1234.5],
    ['number("-1,234", "en")', -1234],
    ['number("49", "de")', 49],
    ['number(49.5, "de")', 49.5],
    ['number("9007199254740991")', 9007199254740991],
    ['formatNumber(0, "en")', '0'],
    ['formatNumber(100, "en")', '100'],
    ['formatNumber(1000.10, "en")', '1,000.1'],
  ]);
  failing([
    ['number("1.5", "de")', 'NOT_A_NUMBER'],
    ['number("1,2,3", "de")', 'NOT_A_NUMBER'],
    ['number("1,23", "en")', 'NOT_A_NUMBER'],
    ['formatNumber(1, "tlh")', 'LOCALE_UNKNOWN'],
    ['number("7615917337495251231")', 'NUMBER_TOO_LONG'],
    ['int("-9007199254740993")', 'NUMBER_TOO_LONG'],
    ['number("7.615.917.337.495.251.231", "de")', 'NUMBER_TOO_LONG'],
    ['formatNumber(1e30, "en")', 'OUT_OF_RANGE'],
  ]);

  test('are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('en', 'de', 'fr', 'sv', 'de-CH', 'pt-PT', 'nb'),
        (cents, locale) => {
          const trigger = { value: cents / 100, locale };
          const source = 'number(formatNumber(trigger.value, trigger.locale, 2), trigger.locale)';
          expect(evaluate(source, { trigger })).toEqual({ ok: true, value: cents / 100 || 0 });
        },
      ),
    );
  });
});

describe('dates in a zone', () => {
  cases([
    ['timestamp(trigger.at).getHours()', 10],
    ['timestamp(trigger.at).getHours("Europe/Berlin")', 12],
    ['timestamp(trigger.at).getHours("America/New_York")', 6],
    ['timestamp("2026-01-01T00:30:00Z").getFullYear("America/New_York")', 2025],
    ['timestamp("2026-01-01T00:30:00Z").getMonth("America/New_York")', 11],
    ['timestamp("2026-01-01T00:30:00Z").getDayOfWeek("Asia/Tokyo")', 4],
    ['timestamp(trigger.day, "Europe/Berlin")', '2026-11-30T23:00:00.000Z'],
    ['timestamp("2026-12-01T09:30", "Europe/Berlin")', '2026-12-01T08:30:00.000Z'],
    ['timestamp("2026-12-01T09:30:00+05:00", "Europe/Berlin")', '2026-12-01T04:30:00.000Z'],
    // Put forward: half past two is not there. Put back: it is there twice, and the first counts.
    ['timestamp("2026-03-29T02:30", "Europe/Berlin")', '2026-03-29T01:30:00.000Z'],
    ['timestamp("2026-10-25T02:30", "Europe/Berlin")', '2026-10-25T00:30:00.000Z'],
    ['timestamp("2026-10-25", "UTC")', '2026-10-25T00:00:00.000Z'],
    // Midnight that is not there.
    ['timestamp("2018-11-04", "America/Sao_Paulo")', '2018-11-04T03:00:00.000Z'],
    ['timestamp("1890-01-01", "Europe/Amsterdam").getHours("Europe/Amsterdam")', 0],
    ['startOfDay(timestamp("2026-10-25T12:00:00Z"), "Europe/Berlin")', '2026-10-24T22:00:00.000Z'],
    ['addDays(timestamp("2026-03-28T08:00:00Z"), 1, "Europe/Berlin")', '2026-03-29T07:00:00.000Z'],
    ['addDays(timestamp("2026-03-01T00:00:00Z"), -1)', '2026-02-28T00:00:00.000Z'],
    ['addMonths(timestamp("2026-01-31T12:00:00Z"), 1)', '2026-02-28T12:00:00.000Z'],
    ['addMonths(timestamp("2026-01-15T12:00:00Z"), -2)', '2025-11-15T12:00:00.000Z'],
    ['format(timestamp(trigger.at), "dd.MM.yyyy HH:mm")', '01.07.2026 10:30'],
    ['format(trigger.at, "dd.MM.yyyy HH:mm", "Europe/Berlin")', '01.07.2026 12:30'],
    ['format(trigger.day, "dd.MM.yyyy")', '01.12.2026'],
    ['format(trigger.day, "dd.MM.yyyy", "America/New_York")', '01.12.2026'],
    ['format(trigger.at, "EEEE, d. MMMM yyyy", "Europe/Berlin", "de")', 'Mittwoch, 1. Juli 2026'],
    ['format(trigger.at, "EEE d MMM yy, h:mm a", "America/New_York", "en-US")', 'Wed 1 Jul 26, 6:30 AM'],
    ['format(trigger.at, "yyyy-MM-dd\'T\'HH:mm:ss.SSSXXX", "Asia/Kolkata")', '2026-07-01T16:00:05.042+05:30'],
    ["format(trigger.at, \"H 'o''clock' XXX\")", "10 o'clock Z"],
    ['format(trigger.at, "xxx", "America/New_York")', '-04:00'],
  ]);
  failing([
    ['timestamp(trigger.day)', 'NOT_AN_INSTANT'],
    ['timestamp("2026-02-30", "UTC")', 'NOT_AN_INSTANT'],
    ['timestamp("2026-02-30T10:00:00Z")', 'NOT_AN_INSTANT'],
    ['timestamp("tomorrow", "UTC")', 'NOT_AN_INSTANT'],
    ['timestamp(trigger.day, "Europe/Atlantis")', 'TIME_ZONE_UNKNOWN'],
    ['timestamp(trigger.at).getHours("+02:00")', 'TIME_ZONE_UNKNOWN'],
    ['format(trigger.at, "qq")', 'DATE_PATTERN_UNKNOWN'],
    ['format(trigger.at, "MMM", "UTC", "xx")', 'LOCALE_UNKNOWN'],
    ['addDays(timestamp(trigger.at), 0.5)', 'WRONG_TYPE'],
    ['format(null, "yyyy")', 'WRONG_TYPE'],
  ]);

  test('agree with the runtime at any instant in any zone', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.constantFrom(...zones), (seconds, zone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        });
        const trigger = { at: seconds * 1_000, zone };
        const source = 'format(timestamp(trigger.at), "yyyy-MM-dd HH:mm:ss", trigger.zone)';
        const written = evaluate(source, { trigger });
        expect(written).toEqual({ ok: true, value: shown.format(seconds * 1_000) });
        // What clocks show leads back to an instant at which they show it.
        if (!written.ok) return;
        const back = evaluate(
          'format(timestamp(trigger.shown, trigger.zone), "yyyy-MM-dd HH:mm:ss", trigger.zone)',
          {
            trigger: { shown: written.value, zone },
          },
        );
        expect(back).toEqual(written);
      }),
    );
  });
});

describe('every function', () => {
  const big: Scope = {
    trigger: {
      list: Array.from({ length: 10_000 }, (_, index) => index % 997),
      texts: Array.from({ length: 10_000 }, (_, index) => `text ${index}`),
      text: 'ab'.repeat(200_000),
    },
  };

  test.each([
    'trigger.list.distinct()',
    'trigger.texts.distinct()',
    'trigger.list.sort()',
    'trigger.list.sortBy(x, -x)',
    'trigger.list.groupBy(x, x)',
    'trigger.texts.map(t, trigger.texts.sort())',
    'trigger.text.extractAll("a")',
    'trigger.text.extractAll("(a.*c)|a")',
    'trigger.text.extract("(a|ab)*c").orValue("")',
    'base64Encode(trigger.text)',
    'urlEncode(trigger.text)',
    'trigger.list.map(x, format(timestamp(x), "yyyy", "Europe/Berlin"))',
    'trigger.list.map(x, padStart(x, 1000))',
    'trigger.list.chunk(1)',
    'trigger.list.map(x, [x, x]).flatten()',
  ])('ends in time, with a value or a failure by name: %s', (source) => {
    const meter = { steps: 0 };
    const before = performance.now();
    const result = evaluate(source, big, meter);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(meter.steps).toBeGreaterThan(100);
    if (!result.ok)
      expect(result.failure.code).toMatch(
        /^(EXPRESSION_TOO_COSTLY|LIST_TOO_LONG|TEXT_TOO_LONG|RESULT_TOO_LARGE)$/,
      );
    expect(meter.steps).toBeLessThanOrEqual(expressionLimits.steps * 20);
  });

  test('has words for the completion list', () => {
    for (const { name, signature, help } of listFunctionsWithHelp()) {
      expect(signature, name).toMatch(new RegExp(`(^|\\.)${name}\\(`));
      expect(help.length, name).toBeGreaterThan(8);
    }
  });
});

describe('while drawing', () => {
  const types = typeScopeFrom({
    variables: {
      trigger: {
        type: 'object',
        properties: {
          day: { type: 'string', format: 'date' },
          found: { type: ['string', 'null'], format: 'date' },
          at: { type: 'string' },
          mail: { type: 'string' },
          orders: {
            type: 'array',
            items: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
          },
          größe: { type: 'number' },
          'two words': { type: 'number' },
        },
        required: ['day', 'found', 'at', 'mail', 'orders', 'größe', 'two words'],
      },
    },
  });
  const told = (source: string) => checkExpression(source, types).map(({ message }) => message);
  const typeOf = (source: string) => nameOfType(checkSource(source, types).type);

  test.each([
    ['timestamp(trigger.day)', /day, which begins at another instant in each zone/],
    ['timestamp(trigger.found)', /day, which begins at another instant in each zone/],
    ['timestamp(trigger.day, "Europe/Atlantis")', /no time zone "Europe\/Atlantis"/],
    ['timestamp(trigger.at).getHours("Berlin")', /no time zone "Berlin"/],
    ['format(trigger.at, "DD.MM.YYYY")', /DD means nothing in a date pattern/],
    ['formatNumber(1, "klingon")', /"klingon" is no locale/],
    ['trigger.at == string(7615917337495251231)', /more digits than a number keeps/],
    ['trigger.mail.extract(trigger.at)', /has to be a text in quotes/],
    ['trigger.orders.sortBy(o, o)', /has to be a number, text or an instant/],
    ['trigger.mail.extract("a").size() > 1', /not an optional value/],
  ])('%s is told about', (source, message) => {
    expect(told(source)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['timestamp(trigger.day, "Europe/Berlin")', 'an instant'],
    ['format(trigger.day, "dd.MM.yyyy")', 'text'],
    ['trigger.mail.extract("a").orValue("")', 'text'],
    ['trigger.mail.extractAll("a").size()', 'a number'],
    ['trigger.orders.sortBy(o, o.total).first().total', 'a number'],
    ['trigger.orders.groupBy(o, o.total).first().items.first().total', 'a number'],
    ['trigger.orders.chunk(2).first().first().total', 'a number'],
    ['trigger.orders.chunk(2).flatten().first().total', 'a number'],
    ['trigger.orders.slice(1).reverse().map(o, o.total).avg()', 'a number'],
    ['trigger.day', 'a day'],
  ])('%s is %s', (source, type) => {
    expect(told(source)).toEqual([]);
    expect(typeOf(source)).toBe(type);
  });

  test('completions offer them where they fit, and names in other letters in brackets', () => {
    const at = (source: string) => completions(source, source.length, types).items;
    const labels = (source: string) => at(source).map(({ label }) => label);
    expect(labels('trigger.mail.')).toEqual(
      expect.arrayContaining(['extract', 'extractAll', 'urlEncode', 'base64Decode']),
    );
    expect(labels('trigger.orders.')).toEqual(
      expect.arrayContaining(['sortBy', 'groupBy', 'chunk', 'slice', 'sort', 'flatten', 'avg']),
    );
    expect(labels('timestamp(trigger.at).')).toEqual(
      expect.arrayContaining(['format', 'startOfDay', 'addDays', 'getHours']),
    );
    expect(at('trigger.').filter(({ before }) => before !== undefined)).toMatchObject([
      { label: 'größe', insert: '["größe"]', before: 1 },
      { label: 'two words', insert: '["two words"]', before: 1 },
    ]);
    expect(at('trigger.?').filter(({ before }) => before !== undefined)).toMatchObject([
      { insert: '[?"größe"]', before: 2 },
      { insert: '[?"two words"]', before: 2 },
    ]);
  });
});
