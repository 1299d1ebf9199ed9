import { expect, test } from 'vitest';
import { toTabTitle } from './use-page-title.ts';

test('the tab counts what waits and what is stuck', () => {
  expect(toTabTitle('Inbox', { waiting: 4, stuck: 1 })).toBe('(4) Inbox · 1 stuck · Dayshift');
  expect(toTabTitle('Inbox', { waiting: 0, stuck: 0 })).toBe('Inbox · Dayshift');
  expect(toTabTitle(undefined, { waiting: 0, stuck: 0 })).toBe('Dayshift');
});
