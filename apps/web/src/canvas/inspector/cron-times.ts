const limits = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  {
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { from: 0, to: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

const searchDays = 400;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The next instants of a five-part cron text in a time zone; none for a text that cannot be read. */
export function nextCronTimes(cron: string, timeZone: string, after: number, count: number): number[] {
  const parts = cron.trim().toLowerCase().split(/\s+/);
  if (parts.length !== 5) return [];
  const sets = parts.map((part, index) => valuesOf(part, limits[index]));
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return [];
  const clock = clockOf(timeZone);
  if (!clock) return [];
  const found: number[] = [];
  const start = clock(after);
  // Calendar days of the zone, as if they were UTC: only the last step turns a wall time into an instant.
  for (
    let day = Date.UTC(start.year, start.month - 1, start.day), end = day + searchDays * dayMs;
    day < end;
    day += dayMs
  ) {
    const date = new Date(day);
    if (!months.has(date.getUTCMonth() + 1) || !isDay(date, parts, days, weekdays)) continue;
    for (const hour of [...hours].sort((a, b) => a - b)) {
      for (const minute of [...minutes].sort((a, b) => a - b)) {
        const at = toInstant(day + (hour * 60 + minute) * minuteMs, clock);
        if (at === undefined || at <= after) continue;
        found.push(at);
        if (found.length === count) return found;
      }
    }
  }
  return found;
}

/** Cron's own rule: with both day and weekday given, either is enough. */
function isDay(date: Date, parts: string[], days: Set<number>, weekdays: Set<number>): boolean {
  const isInMonth = days.has(date.getUTCDate());
  const weekday = date.getUTCDay();
  const isWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
  if (parts[2] === '*') return isWeekday;
  if (parts[4] === '*') return isInMonth;
  return isInMonth || isWeekday;
}

function valuesOf(part: string, limit: (typeof limits)[number] | undefined): Set<number> | undefined {
  if (!limit) return undefined;
  const values = new Set<number>();
  const names: readonly string[] = limit.names;
  const numberOf = (text: string) =>
    /^\d+$/.test(text) ? Number(text) : names.includes(text) ? names.indexOf(text) + limit.from : Number.NaN;
  for (const piece of part.split(',')) {
    const [range = '', stepText] = piece.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    const [fromText = '', toText] = range.split('-');
    const from = range === '*' ? limit.from : numberOf(fromText);
    const to =
      range === '*'
        ? limit.to
        : toText === undefined
          ? stepText === undefined
            ? from
            : limit.to
          : numberOf(toText);
    if (!(step >= 1) || !(from >= limit.from) || !(to <= limit.to) || from > to) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function clockOf(timeZone: string): ((at: number) => WallTime) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    return {
      year: parts.year ?? 0,
      month: parts.month ?? 1,
      day: parts.day ?? 1,
      hour: parts.hour ?? 0,
      minute: parts.minute ?? 0,
    };
  };
}

/** Undefined for a wall time that the zone skips when its clocks go forward. */
function toInstant(wall: number, clock: (at: number) => WallTime): number | undefined {
  let at = wall;
  for (let round = 0; round < 3; round += 1) {
    const { year, month, day, hour, minute } = clock(at);
    const off = wall - Date.UTC(year, month - 1, day, hour, minute);
    if (off === 0) return at;
    at += off;
  }
  return undefined;
}
