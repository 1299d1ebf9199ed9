import { expect, test } from 'vitest';
import { openRunsWords } from './rest-words.ts';

test('a playbook at rest says what goes on, and what arrived and waits for it', () => {
  expect(openRunsWords({ openRuns: 0, heldRuns: 0 })).toBe('No run is under way.');
  expect(openRunsWords({ openRuns: 1, heldRuns: 0 })).toBe('1 open run goes on.');
  expect(openRunsWords({ openRuns: 3, heldRuns: 2 })).toBe(
    '1 open run goes on. 2 arrivals are kept and start when it is switched on.',
  );
  expect(openRunsWords({ openRuns: 1, heldRuns: 1 })).toBe(
    'No run is under way. 1 arrival is kept and starts when it is switched on.',
  );
});
