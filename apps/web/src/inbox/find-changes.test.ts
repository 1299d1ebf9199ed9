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

test('a long text is compared by lines, and a huge one at once', () => {
  const lines = Array.from({ length: 900 }, (_, line) => `line ${line} with words`);
  const changed = lines.with(450, 'another line').join('\n');
  expect(diffWords(lines.join('\n'), changed).filter((part) => part.kind !== 'same')).toEqual([
    { kind: 'removed', text: 'line 450 with words' },
    { kind: 'added', text: 'another line' },
  ]);
  const huge = 'a\n'.repeat(5_000);
  expect(diffWords(huge, `${huge}b`)).toHaveLength(2);
});
