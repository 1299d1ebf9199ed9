import { expect, test } from 'vitest';
import { nextCronTimes } from './cron-times.ts';

const times = (cron: string, zone: string, after: string, count = 2) =>
  nextCronTimes(cron, zone, Date.parse(after), count).map((at) => new Date(at).toISOString().slice(0, 16));

test('the next times follow the zone, weekdays and steps', () => {
  expect(times('0 9 * * 1-5', 'Europe/Berlin', '2026-11-20T08:30:00Z')).toEqual([
    '2026-11-23T08:00',
    '2026-11-24T08:00',
  ]);
  expect(times('*/15 * * * *', 'UTC', '2026-11-20T08:31:00Z')).toEqual([
    '2026-11-20T08:45',
    '2026-11-20T09:00',
  ]);
  expect(times('5/20 * * * *', 'UTC', '2026-11-20T08:31:00Z')).toEqual([
    '2026-11-20T08:45',
    '2026-11-20T09:05',
  ]);
  expect(times('0 0 1 jan *', 'UTC', '2026-11-20T00:00:00Z', 1)).toEqual(['2027-01-01T00:00']);
});

test('of a day and a weekday either is enough', () => {
  const days = (cron: string, zone: string, count: number) =>
    times(cron, zone, '2026-12-01T12:00:00Z', count).map((at) => at.slice(0, 10));
  expect(days('0 9 1 * 1', 'Europe/Berlin', 6)).toEqual([
    ...['2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28', '2027-01-01', '2027-01-04'],
  ]);
  expect(days('0 9 13 * fri', 'UTC', 3)).toEqual(['2026-12-04', '2026-12-11', '2026-12-13']);
  expect(days('0 9 1-7 * mon', 'UTC', 4)).toEqual(['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']);
});

test('a time that the zone skips is not made up for', () => {
  expect(times('30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00:00Z', 1)).toEqual(['2027-03-29T00:30']);
});

test('there are none for what cannot be read', () => {
  for (const [cron, zone] of [
    ['61 * * * *', 'UTC'],
    ['* * *', 'UTC'],
    ['* * * * *', 'Nowhere/Here'],
    ['0 0 31 2 *', 'UTC'],
  ] as const)
    expect(times(cron, zone, '2026-11-20T00:00:00Z')).toEqual([]);
});
