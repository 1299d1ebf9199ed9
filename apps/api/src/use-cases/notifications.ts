import { type NotificationsView, type PersonSettings, personSettingsSchema } from '@dayshift/contracts';
import { newId } from '@dayshift/model';
import { putSetting, update } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { nextMailAt } from '../notifications/next-mail-at.ts';
import { ensureNotificationState, stateIdOf } from '../notifications/notification-state-of.ts';
import { afterChange } from '../notifications/notification-steps.ts';
import { startsAPlaybook } from '../notifications/starts-a-playbook.ts';
import { findPerson, settingName } from '../people/person.ts';
import { RequestError, unprocessable } from '../server/request-error.ts';
import { checkTimeZone } from '../workers/check-time-zone.ts';

/** How a person hears of what waits for them, and how it goes. */
export async function viewNotifications(context: ApiContext, user: string): Promise<NotificationsView> {
  const [settings, state] = await Promise.all([
    findPerson(context, user),
    context.store.notificationStates.get(stateIdOf(context, user)),
  ]);
  const nextAt = state && nextMailAt(state, settings.mail);
  return {
    settings,
    ...(context.mailer && { sender: context.mailer.label }),
    ...(nextAt !== undefined && { nextAt }),
    ...(state?.lastMail && { lastMail: state.lastMail }),
    ...(state?.trouble !== undefined && settings.mail.rhythm !== 'never' && { trouble: state.trouble }),
  };
}

/** Changes it for the person who asks, and for nobody else. */
export async function changeNotifications(
  context: ApiContext,
  wanted: PersonSettings,
  user: string,
): Promise<NotificationsView> {
  const { mail } = wanted;
  checkTimeZone(mail.timeZone, 'mail.timeZone');
  if (mail.rhythm !== 'never') await checkAddress(context, mail.address);
  await audit(context, {
    actor: user,
    action: 'person.changed',
    target: user,
    summary: `Changed what is mailed to them: ${words(mail)}.`,
  });
  await putSetting(context.store, context.workspaceId, settingName(user), personSettingsSchema.parse(wanted));
  await ensureNotificationState(context, user);
  await update(context.store.notificationStates, stateIdOf(context, user), (state) => afterChange(state));
  return viewNotifications(context, user);
}

/** Sends a mail now, so that the person sees that it arrives. */
export async function tryNotification(context: ApiContext, user: string): Promise<NotificationsView> {
  const { mail } = await findPerson(context, user);
  await checkAddress(context, mail.address);
  try {
    await context.mailer?.send({
      id: newId('ntf', context.now()),
      to: mail.address,
      subject: 'Mails from Dayshift arrive here',
      text: `You asked for this mail in the settings. What waits for you will be told like this: ${words(mail)}.\n\nChange or stop these mails: ${context.publicUrl()}/settings\n`,
    });
  } catch (error) {
    throw new RequestError(503, 'MAIL_NOT_TAKEN', 'The mail server did not take the mail.', {
      hint: error instanceof Error ? error.message.slice(0, 300) : 'Try again in a moment.',
    });
  }
  return viewNotifications(context, user);
}

async function checkAddress(context: ApiContext, address: string): Promise<void> {
  const path = 'mail.address';
  if (!context.mailer)
    throw unprocessable('NO_MAIL_SERVER', 'This installation has no mail server to send by.', {
      path,
      hint: 'Name one with SMTP_HOST where Dayshift is started.',
    });
  if (address === '')
    throw unprocessable('MISSING_FIELD', 'A mail needs an address to go to.', { path, hint: 'Enter yours.' });
  if (await startsAPlaybook(context, address))
    throw unprocessable('ADDRESS_STARTS_RUNS', `Mail to ${address} starts a playbook here.`, {
      path,
      hint: 'Choose your own mailbox: each mail about a question would ask the next one.',
    });
}

function words({ rhythm, address, dailyAt, timeZone }: PersonSettings['mail']): string {
  switch (rhythm) {
    case 'never':
      return 'nothing';
    case 'at-once':
      return `to ${address}, at once`;
    case 'hourly':
      return `to ${address}, together every hour`;
    case 'daily':
      return `to ${address}, together at ${dailyAt}, ${timeZone}`;
  }
}
