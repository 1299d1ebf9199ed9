import type { NotificationsView, PersonSettings } from '@dayshift/contracts';

type Mail = PersonSettings['mail'];

/** What will happen with these settings, in a sentence. */
export function notificationSentence(mail: Mail): string {
  const what = [mail.questions && 'questions for you', mail.stuck && 'stuck runs']
    .filter(Boolean)
    .join(' and ');
  const soon = mail.dueSoon ? 'A question whose deadline is within the hour is told at once.' : '';
  if (mail.rhythm === 'never')
    return 'You are not mailed. What waits stands in the inbox and on the home page.';
  if (what === '') return soon === '' ? 'Nothing is chosen, so you are not mailed.' : soon;
  const told = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  switch (mail.rhythm) {
    case 'at-once':
      return `${told} are told at once; what comes within 20 seconds is one mail.`;
    case 'hourly':
      return `${told} are told together at each full hour. An hour without any brings no mail. ${soon}`.trim();
    case 'daily':
      return `${told} are told together at ${mail.dailyAt}. A day without any brings no mail. ${soon}`.trim();
  }
}

/** "Support lead, Refunds" → its names; empty ones and repeats mean nothing. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
}

/** True when there is something to save. */
export function differs(left: PersonSettings, right: PersonSettings): boolean {
  return JSON.stringify(left) !== JSON.stringify(right);
}

/** Never settled: the zone of the browser is the likeliest. */
export function withOwnZone({ settings }: NotificationsView, zone: string): PersonSettings {
  const isUntouched = settings.mail.rhythm === 'never' && settings.mail.address === '';
  return isUntouched ? { ...settings, mail: { ...settings.mail, timeZone: zone } } : settings;
}
