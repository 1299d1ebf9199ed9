import { expect, test } from 'vitest';
import { matchesQuery } from './matches-query.ts';

test('every word of the query begins a word of the text', () => {
  expect(matchesQuery('ans ref', 'Answer or refund v3')).toBe(true);
  expect(matchesQuery('und', 'Answer or refund v3')).toBe(false);
  expect(matchesQuery('cafe', 'Café reports')).toBe(true);
  expect(matchesQuery('  ', 'anything')).toBe(true);
});
