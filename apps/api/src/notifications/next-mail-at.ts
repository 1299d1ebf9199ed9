import type { PersonSettings } from '@dayshift/contracts';
import type { NotificationState } from '@dayshift/model';
import { Cron } from 'croner';
import { kindOf } from './matters.ts';

/** What comes together is told together: five questions of one minute are one mail. */
const gatherMs = 20_000;
/** However much happens, a mailbox gets no more than this often a mail. */
const betweenMs = 2 * 60_000;

/** When the next mail leaves; undefined when there is nothing to tell. */
export function nextMailAt(
  { pending, lastMail }: Pick<NotificationState, 'pending' | 'lastMail'>,
  mail: PersonSettings['mail'],
): number | undefined {
  if (pending.length === 0 || mail.rhythm === 'never') return undefined;
  const first = Math.min(...pending.map(({ what, at }) => leavesAt(what, at, mail)));
  return lastMail ? Math.max(first, lastMail.at + betweenMs) : first;
}

function leavesAt(what: string, at: number, mail: PersonSettings['mail']): number {
  // A deadline does not wait for a digest.
  if (mail.rhythm === 'at-once' || kindOf(what) === 'due-soon') return at + gatherMs;
  return nextTime(mail, at);
}

/** The full hour, or the time of day, that comes next on the clock of the person. */
function nextTime({ rhythm, dailyAt, timeZone }: PersonSettings['mail'], after: number): number {
  const [hour, minute] = dailyAt.split(':').map(Number);
  const pattern = rhythm === 'hourly' ? '0 * * * *' : `${minute} ${hour} * * *`;
  const next = new Cron(pattern, { timezone: timeZone }).nextRun(new Date(after));
  return next?.getTime() ?? after + gatherMs;
}
