import { compilerLimits } from '@dayshift/compiler';
import { roundLimit } from '@dayshift/engine';
import { expect, test } from 'vitest';

test('what is said while drawing about rounds is where a run stops', () => {
  expect(compilerLimits.rounds).toBe(roundLimit);
});
