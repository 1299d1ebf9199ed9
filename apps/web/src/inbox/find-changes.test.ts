import { expect, test } from 'vitest';
import { findChanges } from './find-changes.ts';
import { diffWords } from './word-diff.ts';

test('changes are named by their path', () => {
  expect(findChanges({ subject: 'a', body: { n: 1 }, cc: 'x' }, { subject: 'b', body: { n: 2 } })).toEqual([
    { path: 'subject', before: 'a', after: 'b' },
    { path: 'body.n', before: 1, after: 2 },
    { path: 'cc', before: 'x', after: undefined },
  ]);
});

test('an untouched value has no changes, a replaced one is one change', () => {
  expect(findChanges({ a: [1] }, { a: [1] })).toEqual([]);
  expect(findChanges('a', { a: 1 })).toEqual([{ path: '', before: 'a', after: { a: 1 } }]);
});

test('a text is compared by words', () => {
  expect(diffWords('your old address here', 'your new address here')).toEqual([
    { kind: 'same', text: 'your ' },
    { kind: 'removed', text: 'old' },
    { kind: 'added', text: 'new' },
    { kind: 'same', text: ' address here' },
  ]);
});

test('a long text is compared by words too, and what is kept and added is the new text, whatever it is', () => {
  const lines = Array.from({ length: 900 }, (_, line) => `line ${line} with words`);
  const changed = lines.with(450, 'another line').join('\n');
  const touched = diffWords(lines.join('\n'), changed).filter(({ kind }) => kind !== 'same');
  expect(touched.map(({ text }) => text).join('').length).toBeLessThan(40);
  const random = (seed: number) =>
    Array.from({ length: 20_000 }, (_, index) => `w${(index * seed * 7_919) % 10_007}`).join(' ');
  for (const [before, after] of [
    [lines.join('\n'), changed],
    ['', 'new'],
    ['שלום\n', '\t👩‍💻'],
    ['a\n'.repeat(50_000), `${'a\n'.repeat(50_000)}b`],
    [random(3), random(5)],
  ] as const) {
    const began = Date.now();
    const parts = diffWords(before, after);
    expect(Date.now() - began).toBeLessThan(3_000);
    const only = (left: string) => parts.filter(({ kind }) => kind !== left).map(({ text }) => text);
    expect(only('removed').join('')).toBe(after);
    expect(only('added').join('')).toBe(before);
  }
});
