const parts = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'weekday', from: 0, to: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

/** What is wrong with a five-part cron text, or undefined. */
export function cronIssue(cron: string): string | undefined {
  const given = cron.trim().split(/\s+/);
  if (given.length !== 5) return 'A schedule has five parts: minute, hour, day, month and weekday.';
  for (const [index, part] of parts.entries()) {
    const text = given[index]!.toLowerCase();
    const isFine = text
      .split(',')
      .every((piece) => isPiece(piece, part.from, part.to, 'names' in part ? part.names : []));
    if (!isFine) return `“${given[index]}” is not a ${part.name} from ${part.from} to ${part.to}.`;
  }
  return undefined;
}

function isPiece(piece: string, from: number, to: number, names: readonly string[]): boolean {
  const [range = '', step, ...rest] = piece.split('/');
  if (rest.length > 0 || (step !== undefined && !(/^\d{1,3}$/.test(step) && Number(step) > 0))) return false;
  if (range === '*') return true;
  const ends = range.split('-');
  if (ends.length > 2) return false;
  const numbers = ends.map((end) => numberOf(end, from, names));
  if (numbers.some((number) => number === undefined || number < from || number > to)) return false;
  return numbers.length === 1 || numbers[0]! <= numbers[1]!;
}

function numberOf(text: string, from: number, names: readonly string[]): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const at = names.indexOf(text);
  return at < 0 ? undefined : at + from;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The common schedules in words; any other as it is written. */
export function cronInWords(cron: string): string {
  const [minute = '', hour = '', day, month, weekday = ''] = cron.trim().toLowerCase().split(/\s+/);
  if (day !== '*' || month !== '*') return cron.trim();
  const step = /^\*\/(\d+)$/.exec(minute);
  if (step && hour === '*' && weekday === '*') return `every ${step[1]} minutes`;
  if (!/^\d+$/.test(minute)) return cron.trim();
  if (hour === '*' && weekday === '*')
    return minute === '0' ? 'every hour' : `every hour at :${minute.padStart(2, '0')}`;
  if (!/^\d+(,\d+)*$/.test(hour)) return cron.trim();
  const times = hour.split(',').map((one) => `${one.padStart(2, '0')}:${minute.padStart(2, '0')}`);
  const days = daysInWords(weekday);
  return days === undefined ? cron.trim() : `${days} at ${times.join(' and ')}`;
}

function daysInWords(weekday: string): string | undefined {
  if (weekday === '*') return 'every day';
  if (weekday === '1-5' || weekday === 'mon-fri') return 'weekdays';
  const names = weekday.split(',').map((one) => numberOf(one, 0, parts[4].names));
  if (names.some((one) => one === undefined || one > 7)) return undefined;
  return names.map((one) => weekdays[one!]).join(', ');
}
