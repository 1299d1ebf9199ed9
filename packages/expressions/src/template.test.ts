import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateValue } from './evaluate-value.ts';
import type { Scope } from './scope.ts';
import { compileTemplate, renderTemplate } from './template.ts';

const scope: Scope = {
  trigger: { name: 'Ada', total: 49.5, lines: [1, 2], note: '{{ trigger.name }}', empty: null },
};

function render(text: string) {
  const compiled = compileTemplate(text);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  return renderTemplate(compiled.template, scope);
}

describe('a text with holes', () => {
  test.each([
    ['Hello {{ trigger.name }}!', 'Hello Ada!'],
    ['{{trigger.total}}', 49.5],
    ['{{ trigger.lines }}', [1, 2]],
    [' {{ trigger.total }}', ' 49.5'],
    ['{{ trigger.total }}{{ trigger.total }}', '49.549.5'],
    ['lines: {{ trigger.lines }}', 'lines: [1,2]'],
    ['none: {{ trigger.empty }}.', 'none: .'],
    ['plain', 'plain'],
    ['', ''],
    ['{ } } { }}', '{ } } { }}'],
    ['\\{{ not a hole }} {{ trigger.name }}', '{{ not a hole }} Ada'],
    ['{{ {"a": {"b": 1}} }}', { a: { b: 1 } }],
    ['{{ "}}" + trigger.name }}', '}}Ada'],
    ["it's {{ trigger.name }}'s", "it's Ada's"],
  ])('%j becomes %j', (text, value) => expect(render(text)).toEqual({ ok: true, value }));

  test('what an expression gives is never read as a template again', () => {
    expect(render('{{ trigger.note }} / {{ trigger.note }}')).toEqual({
      ok: true,
      value: '{{ trigger.name }} / {{ trigger.name }}',
    });
  });

  test('problems point into the text', () => {
    const compiled = compileTemplate('Hi {{ trigger. }} and {{ 1 + }}');
    expect(compiled.ok).toBe(false);
    if (compiled.ok) return;
    expect(compiled.problems).toHaveLength(2);
    expect(compiled.problems[0]).toMatchObject({ code: 'PB3001', start: 14 });
    const open = compileTemplate('Hi {{ trigger.name');
    expect(open.ok ? [] : open.problems).toMatchObject([
      { start: 3, message: 'This {{ has no }} after it.' },
    ]);
  });
});

describe('a value with holes', () => {
  test('is filled in depth', () => {
    expect(
      evaluateValue(
        { to: '{{ trigger.name }}', lines: [{ n: '{{ trigger.total * 2 }}' }], fixed: true },
        scope,
      ),
    ).toEqual({ ok: true, value: { to: 'Ada', lines: [{ n: 99 }], fixed: true } });
  });

  test('a failure names the field and the missing path', () => {
    expect(evaluateValue({ headers: { 'X-Order': ['a', 'no {{ trigger.order }}'] } }, scope)).toMatchObject({
      ok: false,
      failure: { code: 'MISSING_REFERENCE', path: 'trigger.order', field: 'headers.X-Order.1' },
    });
  });

  test('any value over any scope has an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, trigger) => {
        expect(evaluateValue(value as never, { trigger: trigger as never })).toHaveProperty('ok');
      }),
      { numRuns: 500 },
    );
  });

  test('a value that is nested without end is refused', () => {
    const cyclic: { self?: unknown; text: string } = { text: '{{ 1 }}' };
    cyclic.self = cyclic;
    expect(evaluateValue(cyclic as never, {})).toMatchObject({
      ok: false,
      failure: { code: 'RESULT_TOO_DEEP' },
    });
  });
});
