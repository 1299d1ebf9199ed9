import { unprocessable } from '../server/request-error.ts';

/** 422 when nobody knows such a zone: schedules and working hours would be counted by nothing. */
export function checkTimeZone(timeZone: string, path = 'timeZone'): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw unprocessable('UNKNOWN_TIME_ZONE', `There is no time zone “${timeZone}”.`, {
      path,
      hint: 'Name it like Europe/Berlin.',
    });
  }
}
