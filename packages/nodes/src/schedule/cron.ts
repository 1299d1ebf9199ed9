import { Cron } from 'croner';

const parts = [
  { name: 'minute', from: 0, to: 59, names: [] },
  { name: 'hour', from: 0, to: 23, names: [] },
  { name: 'day', from: 1, to: 31, names: [] },
  { name: 'month', from: 1, to: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'weekday', from: 0, to: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** What is wrong with a five-part cron text, or undefined. */
export function cronIssue(cron: string): string | undefined {
  const given = partsOf(cron);
  if (given.length !== 5) return 'A schedule has five parts: minute, hour, day, month and weekday.';
  for (const [index, part] of parts.entries()) {
    const alone = given.map((text, at) => (at === index ? text : '*'));
    if (!isPlain(given[index]!, part.names) || !canParse(alone))
      return `“${given[index]}” is not a ${part.name} from ${part.from} to ${part.to}.`;
  }
  return comes(given) ? undefined : 'This date never comes.';
}

/**
 * The cron texts that mean the same one by one. With both a day and a weekday either is enough, as cron has it; a server that wants
 * both at once is asked for each.
 */
export function separateCrons(cron: string): string[] {
  const [minute, hour, day, month, weekday] = partsOf(cron);
  if (day === '*' || weekday === '*') return [partsOf(cron).join(' ')];
  return [`${minute} ${hour} ${day} ${month} *`, `${minute} ${hour} * ${month} ${weekday}`];
}

/** Parses what `cronIssue` has no issue with. Day or weekday: either is enough. */
export function parseCron(cron: string, timeZone: string): Cron {
  return new Cron(partsOf(cron).join(' '), { timezone: timeZone, mode: '5-part', sloppyRanges: true });
}

function partsOf(cron: string): string[] {
  return cron.trim().toLowerCase().split(/\s+/);
}

/** Numbers, ranges, steps, lists and names. The library reads more, such as L for the last day, that servers read otherwise. */
function isPlain(text: string, names: readonly string[]): boolean {
  return [...text.matchAll(/[^\d*,/-]+/g)].every(([word]) => names.includes(word));
}

function canParse(given: readonly string[]): boolean {
  try {
    parseCron(given.join(' '), 'UTC');
    return true;
  } catch {
    return false;
  }
}

/** Looked for from a fixed day on, and within eight years, so that a 29 February is found. */
function comes(given: readonly string[]): boolean {
  const [, , day, month, weekday] = given;
  // Only a day of certain months can be one that does not exist.
  if (day === '*' || month === '*' || weekday !== '*') return true;
  return parseCron(given.join(' '), 'UTC').nextRun(new Date('2023-12-31T23:59:00Z')) !== null;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The common schedules in words; any other as it is written. */
export function cronInWords(cron: string): string {
  const [minute = '', hour = '', day, month, weekday = ''] = partsOf(cron);
  if (day !== '*' || month !== '*') return cron.trim();
  if (hour === '*' && weekday === '*') {
    const step = stepOfMinutes(minute);
    if (step !== undefined && step < 60) return step === 1 ? 'every minute' : `every ${step} minutes`;
    if (step !== undefined) return 'every hour';
  }
  if (!/^\d+$/.test(minute)) return cron.trim();
  if (hour === '*' && weekday === '*')
    return minute === '0' ? 'every hour' : `every hour at :${minute.padStart(2, '0')}`;
  if (!/^\d+(,\d+)*$/.test(hour)) return cron.trim();
  const times = hour.split(',').map((one) => `${one.padStart(2, '0')}:${minute.padStart(2, '0')}`);
  const days = daysInWords(weekday);
  return days === undefined ? cron.trim() : `${days} at ${times.join(' and ')}`;
}

// Only where the gaps are alike: a step starts again with every hour, so every 45th is minute 0 and minute 45.
function stepOfMinutes(minute: string): number | undefined {
  const step = minute === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(minute)?.[1]);
  return step >= 60 || 60 % step === 0 ? step : undefined;
}

function daysInWords(weekday: string): string | undefined {
  if (weekday === '*') return 'every day';
  if (weekday === '1-5' || weekday === 'mon-fri') return 'weekdays';
  const names = weekday
    .split(',')
    .map((one) => weekdays[/^\d$/.test(one) ? Number(one) : parts[4]!.names.indexOf(one)]);
  return names.includes(undefined) ? undefined : [...new Set(names)].join(', ');
}
