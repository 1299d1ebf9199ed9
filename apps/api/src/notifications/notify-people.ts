import { newId } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { findPerson } from '../people/person.ts';
import { type MailText, notificationMail } from './notification-mail.ts';
import { afterLook, afterMail, afterTrouble } from './notification-steps.ts';
import { startsAPlaybook } from './starts-a-playbook.ts';
import { waitingFor } from './waiting-for.ts';

const mostPeople = 200;
/** Longer than any try to send may take: until then nobody else sends the same mail. */
const leaseMs = 90_000;

/** Mails everybody who wants to hear of it what waits for them. Safe to run in several processes at once. */
export async function notifyPeople(context: ApiContext): Promise<void> {
  if (!context.mailer) return;
  const people = await context.store.notificationStates.find({
    where: { workspaceId: context.workspaceId },
    order: { by: 'user', direction: 'ascending' },
    limit: mostPeople,
  });
  for (const { id, user } of people) {
    try {
      await notifyPerson(context, id, user);
    } catch (error) {
      // One person's trouble must not keep the others waiting.
      context.log.warn({ err: error, user }, 'a person could not be notified yet');
    }
  }
}

async function notifyPerson(context: ApiContext, stateId: string, user: string): Promise<void> {
  const { store, mailer } = context;
  const settings = await findPerson(context, user);
  const now = context.now();
  const { things, isComplete } = await waitingFor(context, user);
  const claim = { id: newId('clm', now), mailId: newId('ntf', now), until: now + leaseMs };
  const look = { names: things.flatMap(({ names }) => names), isComplete };
  const outcome = await update(store.notificationStates, stateId, (state) =>
    afterLook(state, look, settings, { now, claim }),
  );
  const mail = outcome.kind === 'done' ? outcome.doc.mail : undefined;
  if (mail?.claim !== claim.id) return;

  // What was answered meanwhile is no news.
  const about = things.filter(({ names }) => names.some((name) => mail.about.includes(name)));
  const { address, timeZone } = settings.mail;
  const finish = (told: number) =>
    update(store.notificationStates, stateId, (state) =>
      afterMail(state, { claimId: claim.id, now: context.now(), told }),
    );
  if (about.length === 0) return void (await finish(0));
  try {
    if (await startsAPlaybook(context, address))
      throw new Error(`Mail to ${address} starts a playbook here, so nothing is sent there.`);
    const text: MailText = notificationMail(about, { publicUrl: context.publicUrl(), timeZone });
    await mailer?.send({ id: mail.id, to: address, ...text });
  } catch (error) {
    const trouble = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    context.log.warn({ err: error, user }, 'a notification could not be sent; it is tried again');
    await update(store.notificationStates, stateId, (state) =>
      afterTrouble(state, { claimId: claim.id, now: context.now(), trouble }),
    );
    return;
  }
  await finish(about.length);
}
