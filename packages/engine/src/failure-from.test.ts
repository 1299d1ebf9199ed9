import type { Json } from '@dayshift/model';
import { expect, it } from 'vitest';
import { failureFrom } from './failure-from.ts';
import { spentByFailure } from './spend.ts';

const words = { code: 'X', message: 'x' };

it.each(['not-happened', 'unknown'] as const)('a recorded failure says whether it happened: %s', (effect) => {
  const details = { effect, status: 422 };
  expect(failureFrom('X', 'x', details)).toEqual({ ...words, details, effect });
});

it.each<Json>([{ effect: 'made up' }, { status: 1 }, 'text', 7, [{ effect: 'unknown' }]])(
  'a recorded failure that says %j shows that and nothing else',
  (details) => {
    expect(failureFrom('X', 'x', details)).toEqual({ ...words, details });
  },
);

it('a recorded failure without details has none', () => {
  for (const details of [undefined, null]) expect(failureFrom('X', 'x', details)).toEqual(words);
});

const usage = { inputTokens: 3, outputTokens: 4 };

it('what a failed answer cost is told by its details, where they are what they should be', () => {
  expect(spentByFailure({ usage, costUsd: 0.5, other: 1 })).toEqual({ usage, costUsd: 0.5 });
  expect(spentByFailure({ usage })).toEqual({ usage });
  expect(spentByFailure({ costUsd: 0 })).toEqual({ costUsd: 0 });
});

it.each<Json | undefined>([
  undefined,
  null,
  'text',
  7,
  [usage],
  { costUsd: '0.5' },
  { usage: null },
  { usage: 'much' },
  { usage: [3, 4] },
  { usage: { inputTokens: 3 } },
  { usage: { outputTokens: 4 } },
  { usage: { inputTokens: '3', outputTokens: 4 } },
])('what a failed answer cost is not known from %j', (details) => {
  expect(spentByFailure(details)).toEqual({});
});
