/** The lines of an appointment that a person would read out, in the order they are shown. */
const shown = ['SUMMARY', 'DTSTART', 'DTEND', 'LOCATION', 'ORGANIZER', 'DESCRIPTION'] as const;
const longestCalendar = 200_000;

/** What a calendar part says, for a mail that says nothing else: one line each for what, when, where and who. */
export function calendarText(calendar: string): string {
  // Long lines are folded: what begins with a space goes on from the line before.
  const lines = calendar
    .slice(0, longestCalendar)
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  const begin = lines.findIndex((line) => /^BEGIN:(VEVENT|VTODO)$/i.test(line.trim()));
  const found = new Map<string, string>();
  for (const line of lines.slice(begin + 1)) {
    const colon = line.indexOf(':');
    const [name = '', ...parameters] = line.slice(0, Math.max(0, colon)).toUpperCase().split(';');
    if (name === 'END' && found.size > 0) break;
    if (colon > 0 && !found.has(name)) found.set(name, inWords(name, line.slice(colon + 1), parameters));
  }
  return shown.flatMap((name) => found.get(name) || []).join('\n');
}

function inWords(name: string, value: string, parameters: readonly string[]): string {
  if (name === 'ORGANIZER') return value.replace(/^mailto:/i, '');
  if (!name.startsWith('DT'))
    return value
      .replaceAll(/\\n/gi, '\n')
      .replaceAll(/\\([,;\\])/g, '$1')
      .trim();
  const [, year, month, day, hour, minute, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?/.exec(value) ?? [];
  if (year === undefined) return value;
  const zone = utc ? 'UTC' : parameters.find((each) => each.startsWith('TZID='))?.slice(5);
  return `${year}-${month}-${day}${hour ? ` ${hour}:${minute}` : ''}${zone ? ` ${zoneName(zone)}` : ''}`;
}

/** Parameters were read in capitals: `EUROPE/BERLIN` is `Europe/Berlin`. */
function zoneName(zone: string): string {
  return zone === 'UTC'
    ? zone
    : zone.toLowerCase().replaceAll(/(^|[/_-])[a-z]/g, (start) => start.toUpperCase());
}
