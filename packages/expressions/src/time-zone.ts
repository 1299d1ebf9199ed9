import { BoundedCache } from './bounded-cache.ts';

/** A moment on the clock and calendar of a place. `month` from 1. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const dayMs = 86_400_000;

/** Whether the runtime's time-zone database has this name. */
export function isTimeZone(zone: string): boolean {
  return zone.length <= 64 && clocks.get(zone, openClock) !== null;
}

/** What clocks in the zone show at an instant. */
export function localTime(milliseconds: number, zone: string): LocalTime {
  const date = new Date(milliseconds + offsetAt(milliseconds, zone));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/**
 * The instant at which clocks in the zone show this time. One that is there twice, when clocks are put back, is its first; one
 * that is left out, when they are put forward, is as much later as they jump.
 */
export function instantOf(local: LocalTime, zone: string): number {
  const wall = utcOf(local);
  const before = offsetAt(wall - dayMs, zone);
  const after = offsetAt(wall + dayMs, zone);
  for (const offset of [before, after]) {
    if (offsetAt(wall - offset, zone) === offset) return wall - offset;
  }
  return wall - before;
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
export function offsetAt(milliseconds: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const clock = clocks.get(zone, openClock);
  if (!clock) throw new RangeError(`There is no time zone ${zone}.`);
  const shown = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
  for (const { type, value } of clock.formatToParts(milliseconds)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value); // in `shown`: just asked
  }
  // Clocks of a zone stand whole seconds from UTC; what is behind the second is the instant's own.
  return utcOf(shown) - Math.floor(milliseconds / 1_000) * 1_000;
}

function utcOf({ year, month, day, hour, minute, second, millisecond }: LocalTime): number {
  const date = new Date(0);
  // Date.UTC takes years below 100 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

const clocks = new BoundedCache<Intl.DateTimeFormat | null>(64);

function openClock(zone: string): Intl.DateTimeFormat | null {
  // Offsets such as +02:00 would be taken too, and differ between runtimes in what they take.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return null;
  }
}
