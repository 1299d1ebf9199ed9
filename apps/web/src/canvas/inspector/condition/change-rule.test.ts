import { typeFromSchema } from '@dayshift/expressions';
import { describe, expect, it } from 'vitest';
import { asKind, typed, withLeft, withOperator } from './change-rule.ts';
import type { Rule } from './condition.ts';

const number = typeFromSchema({ type: 'number' });
const text = typeFromSchema({ type: 'string' });
const flag = typeFromSchema({ type: 'boolean' });
const over: Rule = { left: 'trigger.total', operator: 'over', right: { kind: 'number', value: 50 } };

describe('changing a comparison', () => {
  it('keeps how it is compared where that makes sense for the new value, and what with', () => {
    expect(withLeft(over, 'item.price', number)).toEqual({ ...over, left: 'item.price' });
    expect(withLeft(over, 'trigger.name', text).operator).toBe('is');
    expect(withLeft(over, 'item.isDone', flag)).toEqual({ left: 'item.isDone', operator: 'is-yes' });
  });

  it('turns one value into the first of several, and back', () => {
    const several = withOperator(over, 'one-of', number);
    expect(several.right).toEqual({ kind: 'list', values: [50] });
    expect(withOperator(several, 'is', number).right).toEqual({ kind: 'number', value: 50 });
    expect(withOperator(over, 'is-empty', number)).toEqual({
      left: over.left,
      operator: 'is-empty',
      empty: 'null',
    });
  });

  it('takes a number as one where nothing is known of the other side, and an order number as text', () => {
    expect(typed('50', true)).toEqual({ kind: 'number', value: 50 });
    expect(typed('50', false)).toEqual({ kind: 'text', value: '50' });
    // A leading zero or too many digits mean a name, not a number.
    expect(typed('0042', true)).toEqual({ kind: 'text', value: '0042' });
    expect(typed('76159173374952512310', true)).toMatchObject({ kind: 'text' });
    expect([asKind('7', 'number'), asKind('7', 'text'), asKind('7', 'any')]).toEqual([7, '7', 7]);
  });
});
