import { formatDate, patternFault } from '../format-date.ts';
import { findLocale } from '../locales.ts';
import { type Budget, type Duration, EvaluationStopped, Instant } from '../runtime.ts';
import { instantOf, type LocalTime, localTime, offsetAt } from '../time-zone.ts';
import { isDay } from '../type-questions.ts';
import { duration, instant, number, type Type, text } from '../types.ts';
import { toDuration } from './duration-text.ts';
import type { ExpressionFunction } from './expression-function.ts';
import { knownZone, readDay, toInstant, zoneFault } from './instant-text.ts';
import { localeFault } from './number-text.ts';

/**
 * Dates start from an instant that is written down somewhere: nothing here asks what time it is. A zone is a name such as
 * "Europe/Berlin"; what its clocks show comes from the time-zone database of the runtime.
 */
export const dateFunctions: Record<string, ExpressionFunction> = {
  timestamp: {
    signature: 'timestamp(text, zone)',
    help: 'An instant, from ISO 8601 text; a day, or a time without offset, needs a zone such as "Europe/Berlin"',
    parameters: ['any', 'text'],
    optional: 1,
    result: instant,
    refuses: ([, zone], [type]) => zoneFault(zone) ?? dayFault(type, zone === undefined),
    run: ([value, zone], budget) => toInstant(value, zone as string | undefined, budget),
  },
  duration: {
    signature: 'duration(text)',
    help: 'A length of time such as "90m", "1h30m" or "2d"',
    parameters: ['text'],
    result: duration,
    run: ([value]) => toDuration(value as string),
  },
  format: {
    signature: 'format(instant, pattern, zone, locale)',
    help: 'A date as text: "dd.MM.yyyy HH:mm", in UTC or in a zone; the locale is for names of months and days',
    parameters: ['any', 'text', 'text', 'text'],
    optional: 2,
    result: text,
    refuses: ([, pattern, zone, locale]) =>
      (typeof pattern === 'string' ? patternFault(pattern) : undefined) ??
      zoneFault(zone) ??
      localeFault(locale),
    run: ([value, pattern, zone, locale], budget) =>
      format(value, pattern as string, (zone ?? 'UTC') as string, (locale ?? 'en') as string, budget),
  },
  startOfDay: {
    signature: 'startOfDay(instant, zone)',
    help: 'The instant at which this day began, in UTC or in a zone',
    parameters: ['instant', 'text'],
    optional: 1,
    result: instant,
    refuses: ([, zone]) => zoneFault(zone),
    run: ([value, zone], budget) =>
      onCalendar(value as Instant, zone, budget, ({ year, month, day }) => ({
        ...midnight,
        year,
        month,
        day,
      })),
  },
  addDays: {
    signature: 'addDays(instant, count, zone)',
    help: 'The same time of day, so many days later; a zone keeps it over a change of the clocks',
    parameters: ['instant', 'number', 'text'],
    optional: 1,
    result: instant,
    refuses: ([, , zone]) => zoneFault(zone),
    run: ([value, count, zone], budget) =>
      onCalendar(value as Instant, zone, budget, (local) => ({ ...local, day: local.day + whole(count) })),
  },
  addMonths: {
    signature: 'addMonths(instant, count, zone)',
    help: 'The same day, so many months later, or the last day of a shorter month',
    parameters: ['instant', 'number', 'text'],
    optional: 1,
    result: instant,
    refuses: ([, , zone]) => zoneFault(zone),
    run: ([value, count, zone], budget) =>
      onCalendar(value as Instant, zone, budget, (local) => monthsLater(local, whole(count))),
  },
  getFullYear: part('getFullYear', 'The year', ({ year }) => year),
  getMonth: part('getMonth', 'The month from 0 (January) to 11', ({ month }) => month - 1),
  getDate: part('getDate', 'The day of the month from 1', ({ day }) => day),
  getDayOfWeek: part('getDayOfWeek', 'The day of the week from 0 (Sunday)', ({ year, month, day }) =>
    new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  ),
  getHours: part('getHours', 'The hour from 0 to 23', ({ hour }) => hour),
  getMinutes: part('getMinutes', 'The minute from 0 to 59', ({ minute }) => minute),
  getSeconds: part('getSeconds', 'The second from 0 to 59', ({ second }) => second),
  inSeconds: {
    signature: 'duration.inSeconds()',
    help: 'A length of time as a number of seconds',
    parameters: ['duration'],
    result: number,
    run: ([value]) => (value as Duration).seconds,
  },
};

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };

function part(name: string, help: string, read: (local: LocalTime) => number): ExpressionFunction {
  return {
    signature: `instant.${name}(zone)`,
    help: `${help}, in UTC or in a zone`,
    parameters: ['instant', 'text'],
    optional: 1,
    result: number,
    refuses: ([, zone]) => zoneFault(zone),
    run: ([value, zone], budget) => read(localIn(value as Instant, zone, budget)),
  };
}

function localIn(value: Instant, zone: unknown, budget: Budget): LocalTime {
  return localTime(value.milliseconds, knownZone(zone ?? 'UTC', budget));
}

function onCalendar(
  value: Instant,
  zone: unknown,
  budget: Budget,
  change: (local: LocalTime) => LocalTime,
): Instant {
  const known = knownZone(zone ?? 'UTC', budget);
  return new Instant(instantOf(change(localTime(value.milliseconds, known)), known));
}

function monthsLater(local: LocalTime, count: number): LocalTime {
  const months = local.year * 12 + local.month - 1 + count;
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { ...local, year, month, day: Math.min(local.day, last) };
}

function whole(count: unknown): number {
  if (Number.isInteger(count) && Math.abs(count as number) <= 100_000) return count as number;
  throw new EvaluationStopped('WRONG_TYPE', 'This wants a whole number, 100000 at most.');
}

function dayFault(type: Type | undefined, hasNoZone: boolean): string | undefined {
  return hasNoZone && type && isDay(type)
    ? 'This is a day, which begins at another instant in each zone. Name one: timestamp(…, "Europe/Berlin").'
    : undefined;
}

function format(value: unknown, pattern: string, zone: string, locale: string, budget: Budget): string {
  budget.spendOnText(pattern.length * 8);
  const fault = patternFault(pattern);
  if (fault) throw new EvaluationStopped('DATE_PATTERN_UNKNOWN', fault);
  const names = findLocale(locale);
  if (!names) throw new EvaluationStopped('LOCALE_UNKNOWN', localeFault(locale) ?? '');
  // A day has no zone to be moved to: it is written as the day it is.
  const day = typeof value === 'string' ? readDay(value) : undefined;
  if (day) return formatDate({ ...day, offsetMs: 0 }, pattern, names);
  const { milliseconds } = toInstant(value, undefined, budget);
  const known = knownZone(zone, budget);
  return formatDate(
    { ...localTime(milliseconds, known), offsetMs: offsetAt(milliseconds, known) },
    pattern,
    names,
  );
}
