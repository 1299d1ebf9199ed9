import type { MapScope, Step } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aPlan, aStep } from '../testing/plans.ts';
import { inOrder } from './in-order.ts';
import { isSameWork } from './same-work.ts';
import { shortly } from './shortly.ts';

const map: MapScope = { id: 'body', kind: 'map', parentId: 'root', items: [1], concurrency: 1, collect: 'a' };
const plan = (scope: Partial<MapScope> = {}, inside: Parameters<typeof aStep<'compute'>>[2] = {}) =>
  aPlan(
    [aStep('scope', 'each', { bodyScopeId: 'body' }), aStep('compute', 'in', { scopeId: 'body', ...inside })],
    [{ ...map, ...scope }],
  );
const same = (after: ReturnType<typeof plan>, of?: 'whole' | 'itself') => {
  const before = plan();
  return isSameWork(before, after, before.steps[0] as Step, after.steps[0] as Step, of);
};

describe('whether a step asks for the same', () => {
  const call = aStep('call', 'it', { input: 1, to: ['a'] });
  const isSame = (more: object) => isSameWork(aPlan([]), aPlan([]), call, { ...call, ...more } as Step);

  it('where it leads, its title, its join and its patience may differ; what it asks for may not', () => {
    const patience = { ...call.patience, attempts: 99 };
    expect(isSame({ ports: [], title: 'Another', join: 'any', patience })).toBe(true);
    expect(isSame({ input: 2 })).toBe(false);
    expect(isSame({ operation: 'mail.send' })).toBe(false);
  });

  it('of a container the whole body counts, and how many at a time does not', () => {
    expect(same(plan())).toBe(true);
    expect(same(plan({ concurrency: 9 }))).toBe(true);
    expect(same(plan({ collect: 'b' }))).toBe(false);
    expect(same(plan({ items: [2] }))).toBe(false);
    expect(same(plan({}, { output: 'new' }))).toBe(false);
    expect(same(plan({}, { to: ['elsewhere'] }))).toBe(false);
    expect(same(plan({}, { title: 'Another' }))).toBe(true);
  });

  it('of the container itself only what it goes through counts', () => {
    expect(same(plan({ collect: 'b' }), 'itself')).toBe(true);
    expect(same(plan({}, { output: 'new' }), 'itself')).toBe(true);
    expect(same(plan({ items: [2] }), 'itself')).toBe(false);
  });
});

describe('steps in order', () => {
  const ids = (...steps: Step[]) => inOrder(steps).map(({ id }) => id);

  it('each comes after all that lead to it, and else as they are drawn', () => {
    expect(
      ids(
        aStep('compute', 'join'),
        aStep('compute', 'b', { to: ['join'] }),
        aStep('compute', 'a', { to: ['join', 'elsewhere'] }),
        aStep('compute', 'alone'),
      ),
    ).toEqual(['b', 'a', 'alone', 'join']);
  });

  it('what only leads in a circle is left out', () => {
    expect(ids(aStep('compute', 'x', { to: ['y'] }), aStep('compute', 'y', { to: ['x'] }))).toEqual([]);
  });
});

describe('a value in a few words', () => {
  it.each([
    [undefined, ''],
    [null, ''],
    ['  ', ''],
    [' a \n b ', 'a b'],
    [7, '7'],
    [false, 'false'],
    [[], '0 items'],
    [[1], '1 item'],
    [{ a: 'billing', b: 49, c: 'high', d: 'more' }, 'billing, 49, high'],
    [{ status: 200, headers: { x: 1 }, body: { sum: 49 } }, '49'],
    [{ status: 200 }, '200'],
    [{ body: 'only' }, 'only'],
    [{ a: { b: { c: 'deep' } } }, 'deep'],
    [{ a: { b: { c: { d: 'too deep' } } } }, ''],
    [{ a: 'plain', b: { c: 'left out' } }, 'plain'],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), `${'x'.repeat(39)}…`],
  ])('%j is “%s”', (value, words) => {
    expect(shortly(value)).toBe(words);
  });
});
