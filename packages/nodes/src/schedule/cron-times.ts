import { cronIssue, parseCron } from './cron.ts';
import { isTimeZone } from './is-time-zone.ts';

const mostLookedAt = 200;

/** The next instants (ms since 1970) at which a schedule runs; none for a text or a zone that cannot be read. */
export function nextCronTimes(cron: string, timeZone: string, after: number, count: number): number[] {
  if (cronIssue(cron) !== undefined || !isTimeZone(timeZone)) return [];
  const times = parseCron(cron, timeZone);
  const found: number[] = [];
  let from: Date | null = new Date(after);
  for (let looked = 0; found.length < count && looked < mostLookedAt; looked += 1) {
    from = times.nextRun(from);
    if (!from) break;
    // For a time that the zone skips the library gives the minute after the gap. The server leaves it out, and so do we.
    if (times.match(from)) found.push(from.getTime());
  }
  return found;
}
