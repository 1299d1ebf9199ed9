import { parseExpression, typeFromSchema, typeScopeFrom } from '@dayshift/expressions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, type Operand, operators, type Rule, wantsRight } from './condition.ts';
import { choicesOf, comparableOf, emptinessOf, operatorsFor } from './operators-for.ts';
import { readCondition } from './read-condition.ts';
import { typeHere } from './type-here.ts';
import { writeCondition } from './write-condition.ts';

describe('a condition as rows', () => {
  it('is read from what authors write by hand', () => {
    expect(readCondition('steps.understand.amount > 50')).toEqual({
      how: 'all',
      rules: [{ left: 'steps.understand.amount', operator: 'over', right: { kind: 'number', value: 50 } }],
    });
    expect(readCondition('trigger.total > 500 && trigger.currency == "EUR"')?.rules).toHaveLength(2);
    expect(readCondition('trigger.kind in ["a", "b"] || !item.done')).toMatchObject({
      how: 'any',
      rules: [{ operator: 'one-of' }, { left: 'item.done', operator: 'is-no' }],
    });
    expect(readCondition('item.total < trigger.body["the limit"]')?.rules[0]?.right).toEqual({
      kind: 'path',
      source: 'trigger.body["the limit"]',
    });
    expect(readCondition('!trigger.subject.contains("offer")')?.rules[0]?.operator).toBe('contains-not');
    expect(readCondition('trigger.to.size() == 0')?.rules[0]).toMatchObject({
      left: 'trigger.to',
      empty: 'list',
    });
    expect(readCondition('trigger.to != null')?.rules[0]).toMatchObject({
      operator: 'is-filled',
      empty: 'null',
    });
    expect(readCondition('')).toEqual({ how: 'all', rules: [] });
  });

  it('is not what says more than rows can, or cannot be read', () => {
    for (const source of [
      'a > 1 && (b > 2 || c > 3)',
      'steps.load.items.exists(i, i.total > 3)',
      'a + 1 > 2',
      'a ? b : c',
      'min(a, b) > 3',
      '5 < trigger.total',
      'trigger.total >',
    ])
      expect(readCondition(source), source).toBeUndefined();
  });

  const operand: fc.Arbitrary<Operand> = fc.oneof(
    fc
      .string()
      .filter((value) => value !== '')
      .map((value): Operand => ({ kind: 'text', value })),
    fc.integer().map((value): Operand => ({ kind: 'number', value })),
    fc
      .constantFrom('trigger.a', 'steps.b.c[0]', 'item["d e"]')
      .map((source): Operand => ({ kind: 'path', source })),
  );
  const rule: fc.Arbitrary<Rule> = fc
    .tuple(
      fc.constantFrom('trigger.total', 'steps.load.body["odd name"]', 'item', 'trigger.name.orValue("x")'),
      fc.constantFrom(...operators),
      operand,
      fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
      fc.integer(),
      fc.constantFrom('text' as const, 'either' as const, 'list' as const),
    )
    .map(([left, operator, right, values, limit, empty]): Rule => {
      if (operator === 'is-empty' || operator === 'is-filled') return { left, operator, empty };
      if (!wantsRight(operator)) return { left, operator };
      if (operator === 'one-of') return { left, operator, right: { kind: 'list', values } };
      const isSize = ['over', 'at-least', 'under', 'at-most'].includes(operator);
      return { left, operator, right: isSize ? { kind: 'number', value: limit } : right };
    });
  const condition: fc.Arbitrary<Condition> = fc.record({
    how: fc.constantFrom('all' as const, 'any' as const),
    rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
  });

  it('comes back from its expression as it was, whatever was built', () => {
    fc.assert(
      fc.property(condition, (built) => {
        const source = writeCondition(built);
        expect(parseExpression(source).ok).toBe(true);
        const read = readCondition(source);
        expect(read && writeCondition(read)).toBe(source);
        // One comparison alone is neither all nor any.
        if (built.rules.length > 1) expect(read?.rules).toEqual(built.rules);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what is not complete yet', () => {
    const right: Operand = { kind: 'number', value: 1 };
    const rules: Rule[] = [
      { left: 'a', operator: 'over', right },
      { left: '', operator: 'is' },
      { left: 'b', operator: 'is' },
    ];
    expect(writeCondition({ how: 'all', rules })).toBe('a > 1');
  });
});

describe('what can be compared', () => {
  it('follows from the type: a number is over, a text contains, a choice offers its values', () => {
    const kind = typeFromSchema({ enum: ['billing', 'how_to', null] });
    expect([comparableOf(kind), choicesOf(kind), emptinessOf(kind)]).toEqual([
      'text',
      ['billing', 'how_to'],
      'either',
    ]);
    expect(operatorsFor(comparableOf(typeFromSchema({ type: 'number' })), 'is')).toContain('over');
    expect(operatorsFor('text', 'is')).not.toContain('over');
    // What somebody wrote by hand is not taken away.
    expect(operatorsFor('text', 'over')[0]).toBe('over');
    expect(comparableOf(typeFromSchema({ type: ['boolean', 'null'] }))).toBe('yes-no');
  });

  it('is known from the last run where nothing else says it', () => {
    const scope = typeScopeFrom({ variables: { trigger: {} } });
    const kind = (source: string, total: number | string) =>
      comparableOf(typeHere(source, scope, { trigger: { total, tags: ['a'] } }));
    expect([kind('trigger.total', 80), kind('trigger.total', '80'), kind('trigger.tags', 1)]).toEqual([
      'number',
      'text',
      'list',
    ]);
    expect(kind('trigger.gone', 80)).toBe('any');
    expect(comparableOf(typeHere('', scope, {}))).toBe('any');
  });
});
