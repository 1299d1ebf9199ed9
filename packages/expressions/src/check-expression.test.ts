import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExpression, checkSource, checkTemplate } from './check-expression.ts';
import { checkValue } from './check-value.ts';
import { completions } from './completions.ts';
import { referencesOf, referencesOfValue, stepKeysOf } from './references-of.ts';
import { typeScopeFrom } from './type-scope.ts';
import { schemaFromType } from './types.ts';

const scope = typeScopeFrom({
  variables: {
    trigger: {
      type: 'object',
      properties: {
        from: { type: 'string' },
        total: { type: 'number' },
        cc: { type: 'string' },
        lines: {
          type: 'array',
          items: {
            type: 'object',
            properties: { price: { type: 'number' }, sku: { type: 'string' } },
            required: ['price', 'sku'],
          },
        },
      },
      required: ['from', 'total', 'lines'],
    },
    run: {},
  },
  steps: {
    understand: {
      title: 'Understand the mail',
      schema: {
        type: 'object',
        properties: {
          intent: { enum: ['how_to', 'billing', 'complaint'] },
          amount: { type: ['number', 'null'] },
        },
        required: ['intent', 'amount'],
      },
    },
    refund: {
      title: 'Refund',
      schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      isCertain: false,
    },
  },
});

const codes = (source: string) => checkExpression(source, scope).map(({ code }) => code);

describe('a typed check', () => {
  test.each([
    'trigger.total * 2 > 10',
    'trigger.lines.map(l, l.price * 2).filter(p, p > 1).size() > 0',
    'steps.understand.intent == "billing"',
    'steps.understand.amount > 50',
    'has(steps.refund) && steps.refund.id == "r1"',
    'has(steps.refund) ? steps.refund.id : "none"',
    'steps.refund.id.orValue("none")',
    'trigger.cc.orValue("")',
    'run.anything.at.all',
    '"a" + trigger.total',
    'size(trigger.lines) + 1',
    'trigger.from.lower().contains("x")',
    'timestamp(trigger.from) + duration("1h")',
    'min(trigger.total, 50)',
  ])('accepts %s', (source) => expect(codes(source)).toEqual([]));

  test.each([
    ['trigger.emial', 'PB3002', [8, 13]],
    ['steps.undrstand.intent', 'PB3002', [6, 15]],
    ['steps.understand.intent == "biling"', 'PB3003', [27, 35]],
    ['steps.refund.id', 'PB3004', [6, 12]],
    ['trigger.total + trigger.lines', 'PB3003', [0, 29]],
    ['trigger.total && true', 'PB3003', [0, 13]],
    ['vars.x', 'PB3002', [0, 4]],
    ['trgger.total', 'PB3002', [0, 6]],
    ['lower(trigger.total)', 'PB3003', [6, 19]],
    ['trigger.total.x', 'PB3003', [14, 15]],
    ['lowr(trigger.from)', 'PB3002', [0, 18]],
    ['now()', 'PB3005', [0, 5]],
    ['trigger.from.matches(trigger.cc)', 'PB3006', [21, 31]],
    ['trigger.from.matches("(")', 'PB3006', [21, 24]],
    ['trigger.lines.map(a, trigger.lines.map(b, trigger.lines.map(c, 1)))', 'PB3007', [42, 65]],
    ['trigger.cc', 'PB3012', [8, 10]],
    ['1 +', 'PB3001', [3, 3]],
    ['', 'PB3001', [0, 0]],
    ['trigger.lines.map(l, l.pric)', 'PB3002', [23, 27]],
  ])('%s is %s at %j', (source, code, [start, end]) => {
    const [problem, ...others] = checkExpression(source, scope);
    expect(problem).toMatchObject({ code, start, end });
    expect(others).toEqual([]);
  });

  test('finds several problems at once', () => {
    expect(codes('trigger.a + trigger.b')).toEqual(['PB3002', 'PB3002']);
  });

  test('suggests what was meant', () => {
    expect(checkExpression('trigger.form', scope)[0]?.hint).toBe('Did you mean from?');
    expect(checkExpression('understand.intent', scope)[0]?.hint).toBe('Did you mean steps.understand?');
    expect(checkExpression('steps.understand.intent == "biling"', scope)[0]?.hint).toBe(
      'Did you mean billing?',
    );
  });

  test('knows what an expression gives', () => {
    expect(schemaFromType(checkSource('trigger.lines.map(l, {"p": l.price})', scope).type)).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: { p: { type: 'number' } },
        required: ['p'],
        additionalProperties: false,
      },
    });
    expect(checkTemplate('{{ trigger.total }}', scope).type.kind).toBe('number');
    expect(checkTemplate('{{ trigger.total }} EUR', scope).type.kind).toBe('text');
  });

  test('checks every hole of a value and says where it stands', () => {
    const { problems } = checkValue({ to: '{{ trigger.from }}', list: ['x', 'Hi {{ trigger.nme }}'] }, scope);
    expect(problems).toMatchObject([{ field: 'list.1', code: 'PB3002', start: 14, end: 17 }]);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (source, offset) => {
        expect(Array.isArray(checkExpression(source, scope))).toBe(true);
        expect(Array.isArray(completions(source, Math.min(offset, source.length), scope).items)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('quiet traps', () => {
  test.each([
    ['trigger.from + 1', ['PB3013']],
    ['trigger.total + trigger.from', ['PB3013']],
    ['"Order " + trigger.total', []],
    ['string(trigger.total) + trigger.from', []],
    ['trigger.from + trigger.from', []],
  ])('%s is told about while drawing', (source, expected) => expect(codes(source)).toEqual(expected));

  test.each([
    ['trigger.ключ', 'Write it in brackets: ["ключ"] instead of .ключ'],
    ['run.body.größe-2 > 1', 'Write it in brackets: ["größe-2"] instead of .größe-2'],
    ['run.naïve.x', 'Write it in brackets: ["naïve"] instead of .naïve'],
    ['run.名前', 'Write it in brackets: ["名前"] instead of .名前'],
  ])('%s says how such a name is written', (source, hint) => {
    expect(checkExpression(source, scope)).toMatchObject([{ code: 'PB3001', hint }]);
  });

  test('and that way of writing it works', () => expect(codes('run["größe"]')).toEqual([]));
});

describe('completions', () => {
  const at = (source: string) => {
    const offset = source.indexOf('|');
    return completions(source.replace('|', ''), offset, scope);
  };
  const labels = (source: string) => at(source).items.map(({ label }) => label);

  test('offer fields after a dot, for what is typed so far', () => {
    expect(labels('trigger.|')).toEqual(expect.arrayContaining(['from', 'total', 'cc', 'lines']));
    expect(labels('1 + trigger.to|')).toEqual(['total']);
    expect(at('1 + trigger.to|tal')).toMatchObject({ from: 12, to: 17 });
  });

  test('offer steps with their titles', () => {
    expect(at('steps.|').items).toMatchObject([
      { label: 'understand', detail: 'Understand the mail' },
      { label: 'refund', detail: 'Refund' },
    ]);
    expect(labels('steps.understand.in|')).toEqual(['intent']);
  });

  test('offer variables and functions at the start', () => {
    expect(labels('tri|')).toEqual(['trigger', 'trim']);
    expect(labels('|')).toEqual(expect.arrayContaining(['steps', 'min', 'has']));
  });

  test('know the item inside a comprehension', () => {
    expect(labels('trigger.lines.filter(l, l.|')).toEqual(expect.arrayContaining(['price', 'sku']));
    expect(labels('trigger.lines[0].pr|')).toEqual(['price']);
  });

  test('offer the values of an enum inside quotes', () => {
    expect(labels('steps.understand.intent == "|')).toEqual(['how_to', 'billing', 'complaint']);
  });
});

describe('references', () => {
  test('are found without running', () => {
    expect(
      referencesOf('steps.load.customer.name + trigger.lines.map(l, l.price + steps.b.c).join("")'),
    ).toMatchObject([
      { variable: 'steps', path: ['load', 'customer', 'name'], start: 0, end: 24 },
      { variable: 'trigger', path: ['lines'] },
      { variable: 'steps', path: ['b', 'c'] },
    ]);
    expect(
      stepKeysOf(referencesOfValue({ a: '{{ steps.x.y }} {{ has(steps.z.q) }}', b: ['{{ steps["x"] }}'] })),
    ).toEqual(['x', 'z']);
  });
});
