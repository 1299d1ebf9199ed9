import { checkedNumber, Duration, EvaluationStopped, Instant } from '../runtime.ts';
import { duration, instant, number } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';

/** Dates start from an instant that is written down somewhere: nothing here asks what time it is. All parts are UTC. */
export const dateFunctions: Record<string, ExpressionFunction> = {
  timestamp: {
    signature: 'timestamp(text)',
    help: 'An instant from ISO 8601 text with offset, or from milliseconds since 1970',
    parameters: ['any'],
    result: instant,
    run: ([value]) => toInstant(value),
  },
  duration: {
    signature: 'duration(text)',
    help: 'A length of time such as "90m", "1h30m" or "2d"',
    parameters: ['text'],
    result: duration,
    run: ([value]) => toDuration(value as string),
  },
  getFullYear: part('getFullYear', 'The year, in UTC', (date) => date.getUTCFullYear()),
  getMonth: part('getMonth', 'The month from 0 (January) to 11, in UTC', (date) => date.getUTCMonth()),
  getDate: part('getDate', 'The day of the month from 1, in UTC', (date) => date.getUTCDate()),
  getDayOfWeek: part('getDayOfWeek', 'The day of the week from 0 (Sunday), in UTC', (date) =>
    date.getUTCDay(),
  ),
  getHours: part('getHours', 'The hour from 0 to 23, in UTC', (date) => date.getUTCHours()),
  getMinutes: part('getMinutes', 'The minute from 0 to 59', (date) => date.getUTCMinutes()),
  getSeconds: part('getSeconds', 'The second from 0 to 59', (date) => date.getUTCSeconds()),
  inSeconds: {
    signature: 'duration.inSeconds()',
    help: 'A length of time as a number of seconds',
    parameters: ['duration'],
    result: number,
    run: ([value]) => (value as Duration).seconds,
  },
};

function part(name: string, help: string, read: (date: Date) => number): ExpressionFunction {
  return {
    signature: `instant.${name}()`,
    help,
    parameters: ['instant'],
    result: number,
    run: ([value]) => read(new Date((value as Instant).milliseconds)),
  };
}

// Strict on purpose: `Date.parse` accepts more, and differs between engines for what it accepts.
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an instant; text without an offset is refused, because it would mean another instant elsewhere. */
function toInstant(value: unknown): Instant {
  if (value instanceof Instant) return value;
  if (typeof value === 'number') return new Instant(value);
  if (typeof value === 'string' && value.length <= 40 && isoInstant.test(value)) {
    const milliseconds = Date.parse(value);
    if (Number.isFinite(milliseconds)) return new Instant(milliseconds);
  }
  const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : 'This';
  throw new EvaluationStopped(
    'NOT_AN_INSTANT',
    `${shown} is not an instant such as 2026-03-02T09:00:00+01:00.`,
  );
}

const secondsOf: Record<string, number> = { d: 86_400, h: 3_600, m: 60, s: 1, ms: 0.001 };

function toDuration(value: string): Duration {
  const shape = /^-?(\d+(\.\d+)?(ms|d|h|m|s))+$/;
  if (value.length > 40 || !shape.test(value)) {
    throw new EvaluationStopped(
      'NOT_A_DURATION',
      `"${value.slice(0, 40)}" is not a length of time such as 90m or 1h30m.`,
    );
  }
  let seconds = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)) {
    seconds += Number(amount) * secondsOf[unit!]!;
  }
  return new Duration(checkedNumber(value.startsWith('-') ? -seconds : seconds));
}
