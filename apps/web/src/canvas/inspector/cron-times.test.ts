import { describe, expect, it } from 'vitest';
import { nextCronTimes } from './cron-times.ts';

const times = (cron: string, zone: string, after: string, count = 2) =>
  nextCronTimes(cron, zone, Date.parse(after), count).map((at) => new Date(at).toISOString());

describe('the next times of a schedule', () => {
  it('follow the zone, weekdays and steps', () => {
    expect(times('0 9 * * 1-5', 'Europe/Berlin', '2026-11-20T08:30:00Z')).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-24T08:00:00.000Z',
    ]);
    expect(times('*/15 * * * *', 'UTC', '2026-11-20T08:31:00Z')).toEqual([
      '2026-11-20T08:45:00.000Z',
      '2026-11-20T09:00:00.000Z',
    ]);
    expect(times('0 0 1 jan *', 'UTC', '2026-11-20T00:00:00Z', 1)).toEqual(['2027-01-01T00:00:00.000Z']);
  });

  it('skip a time that does not exist, and take either of day and weekday', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00:00Z', 1)).toEqual([
      '2027-03-29T00:30:00.000Z',
    ]);
    expect(times('0 0 13 * fri', 'UTC', '2026-11-14T00:00:00Z', 2)).toEqual([
      '2026-11-20T00:00:00.000Z',
      '2026-11-27T00:00:00.000Z',
    ]);
  });

  it('are none for what cannot be read', () => {
    expect(times('61 * * * *', 'UTC', '2026-11-20T00:00:00Z')).toEqual([]);
    expect(times('* * *', 'UTC', '2026-11-20T00:00:00Z')).toEqual([]);
    expect(times('* * * * *', 'Nowhere/Here', '2026-11-20T00:00:00Z')).toEqual([]);
    expect(times('0 0 31 2 *', 'UTC', '2026-11-20T00:00:00Z')).toEqual([]);
  });
});
