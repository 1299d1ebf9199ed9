import { expect, test } from 'vitest';
import { formatShare } from './format-share.ts';

test('a share is rounded, but not up to all or down to none', () => {
  expect([1, 0.999, 0.955, 0.001, 0].map(formatShare)).toEqual(['100 %', '99 %', '96 %', '1 %', '0 %']);
});
