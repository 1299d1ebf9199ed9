import path from 'node:path';
import { createWebServer } from '../web/create-web-server.ts';
import { type Address, listenWeb, type Place } from '../web/listen.ts';
import { sendPage } from '../web/page.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import { openKeptMails } from './kept-mails.ts';
import { startMailServer } from './mail-server.ts';
import { mailboxPage } from './mailbox-page.ts';
import type { SentMail } from './sent-mail.ts';

export type MailboxOptions = { dataDir: string; smtp: Place; web: Place; log: PracticeLog; cap?: number };

export type Mailbox = {
  smtp: Address;
  web: Address;
  mails: () => SentMail[];
  stop: () => Promise<void>;
};

/** The practice mailbox: takes what Dayshift sends over SMTP and shows it. Nothing leaves this machine. */
export async function startMailbox({ dataDir, smtp, web, log, cap = 500 }: MailboxOptions): Promise<Mailbox> {
  const kept = openKeptMails(path.join(dataDir, 'mailbox'), cap, log);
  const app = createWebServer({ log });
  app.get('/api/mails', async () => ({ mails: kept.newestFirst() }));
  app.get<{ Querystring: { messageId?: string } }>('/api/taken', async ({ query }) => ({
    // Also for a mail that was handed over while the line broke: what is kept was taken.
    found: kept.newestFirst().some(({ messageId }) => messageId === query.messageId),
  }));
  app.get('/', async (_request, reply) =>
    sendPage(reply, {
      title: 'Practice mailbox',
      label: 'Practice mailbox: nothing leaves this machine',
      main: mailboxPage(kept.newestFirst()),
    }),
  );
  const mailServer = await startMailServer(kept, smtp, log);
  try {
    const address = await listenWeb(app, web);
    return {
      smtp: mailServer.address,
      web: address,
      mails: kept.newestFirst,
      async stop() {
        await app.close();
        await mailServer.stop();
      },
    };
  } catch (error) {
    await mailServer.stop();
    throw error;
  }
}
