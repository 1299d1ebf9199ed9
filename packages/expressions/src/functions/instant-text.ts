import { type Budget, EvaluationStopped, Instant, wrongType } from '../runtime.ts';
import { instantOf, isTimeZone, type LocalTime, localTime } from '../time-zone.ts';

// Strict on purpose: `Date.parse` accepts more, and differs between engines for what it accepts.
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const isoLocal = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/;

/** Reads an instant; text without an offset means another one in each zone, so it needs one by name. */
export function toInstant(value: unknown, zone: string | undefined, budget: Budget): Instant {
  if (value instanceof Instant) return value;
  if (typeof value === 'number') return new Instant(value);
  if (typeof value !== 'string') throw wrongType('an instant or a text with one', value);
  if (value.length <= 40 && isoInstant.test(value)) {
    const milliseconds = Date.parse(value);
    if (Number.isFinite(milliseconds) && readDay(value.slice(0, 10))) return new Instant(milliseconds);
  }
  const local = readLocal(value);
  if (local && zone !== undefined) return new Instant(instantOf(local, knownZone(zone, budget)));
  const hint = local ? ' Name a zone beside it: timestamp(…, "Europe/Berlin").' : '';
  throw new EvaluationStopped(
    'NOT_AN_INSTANT',
    `"${value.slice(0, 40)}" is not an instant such as 2026-03-02T09:00:00+01:00.${hint}`,
  );
}

/** A day without a time, as a form gives it. */
export function readDay(value: string): LocalTime | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? readLocal(value) : undefined;
}

function readLocal(value: string): LocalTime | undefined {
  const found = value.length <= 40 ? isoLocal.exec(value) : null;
  if (!found) return undefined;
  const text = `${found[1]}T${found[2] ?? '00:00'}Z`;
  const milliseconds = Date.parse(text);
  if (!Number.isFinite(milliseconds)) return undefined;
  const local = localTime(milliseconds, 'UTC');
  // 30 February is read as 2 March by some.
  return local.day === Number(found[1]?.slice(8)) ? local : undefined;
}

// A clock of a zone costs about as much as handling a thousand characters.
const zoneCost = 64;

/** The name of a zone, paid for, or a failure by name. */
export function knownZone(zone: unknown, budget: Budget): string {
  if (zone === 'UTC') return zone;
  budget.spend(zoneCost);
  const fault = zoneFault(zone);
  if (fault) throw new EvaluationStopped('TIME_ZONE_UNKNOWN', fault);
  return zone as string;
}

/** What is wrong with the name of a zone; undefined when it is known, or not written down. */
export function zoneFault(zone: unknown): string | undefined {
  if (typeof zone !== 'string' || zone === 'UTC' || isTimeZone(zone)) return undefined;
  return `There is no time zone "${zone.slice(0, 64)}"; one looks like "Europe/Berlin".`;
}
