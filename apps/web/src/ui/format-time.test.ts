import { describe, expect, test } from 'vitest';
import { formatDuration, formatInstant, formatSpan } from './format-time.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('an instant', () => {
  const now = new Date(2026, 10, 21, 10, 42).getTime();
  test('of today is a time of day', () => {
    expect(formatInstant(new Date(2026, 10, 21, 9, 5).getTime(), now)).toBe('09:05');
  });
  test('of this week names the weekday', () => {
    expect(formatInstant(new Date(2026, 10, 23, 9, 0).getTime(), now)).toBe('Mon 09:00');
  });
  test('further away names the day', () => {
    expect(formatInstant(new Date(2026, 10, 2, 9, 0).getTime(), now)).toBe('2 Nov, 09:00');
  });
});

test('a span is told in the largest unit that matters', () => {
  expect(
    [20_000, 12 * minute, 3 * hour, 3 * hour + 5 * minute, 25 * hour, 49 * hour].map(formatSpan),
  ).toEqual(['under 1 min', '12 min', '3 h', '3 h 5 min', '1 day', '2 days']);
});

test('a duration keeps tenths while they matter', () => {
  expect([400, 12_000, 200_000].map(formatDuration)).toEqual(['0.4 s', '12 s', '3 min 20 s']);
  expect([9_970, 59_700, 119_800].map(formatDuration)).toEqual(['10 s', '1 min 0 s', '2 min 0 s']);
});
