import { describe, expect, it } from 'vitest';
import { aNode } from '../../graph/graph-builders.test-support.ts';
import { silentFieldsOf } from './silent-fields.ts';

describe('the ways of a switch', () => {
  it('are values of what it goes by, or a condition each, never both', () => {
    const by = aNode('s', { type: 'switch', config: { on: 'steps.a.intent', cases: [] } });
    expect(silentFieldsOf(by, 'cases')).toEqual(['when']);
    expect(silentFieldsOf({ ...by, config: { cases: [] } }, 'cases')).toEqual(['is']);
    expect(silentFieldsOf(by, 'other')).toEqual([]);
    expect(silentFieldsOf(aNode('f', { type: 'manual' }), 'fields')).toEqual([]);
  });
});
