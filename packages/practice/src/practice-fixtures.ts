import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { type FirstMail, firstMails, rawFirstMail } from './first-mails/first-mails.ts';
import { type Practice, type PracticeOptions, startPractice } from './start-practice.ts';
import type { Address } from './web/listen.ts';

type CustomerMail = { from: string; subject: string; text: string; to?: string; messageId?: string };

/** What tests need of the practice office: quick answers, own ports, and a customer who writes. */
export const practiceFixtures = {
  firstMails,

  /** The office on free ports in a folder of its own, whose model takes no time; the folder goes with it. */
  async start(options: Partial<PracticeOptions> = {}): Promise<Practice> {
    const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-practice-'));
    const practice = await startPractice({
      host: '127.0.0.1',
      dataDir: folder,
      modelLatency: { fromMs: 0, toMs: 0 },
      ...options,
    });
    return {
      ...practice,
      async stop() {
        await practice.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },

  /** One of the first mails, or one of your own, handed over at once. */
  async send(mail: FirstMail | CustomerMail, deliverTo: Address): Promise<void> {
    const transport = createTransport({ ...deliverTo, secure: false, ignoreTLS: true });
    try {
      const to = 'support@dayshift.example';
      if ('subject' in mail) await transport.sendMail({ to, ...mail });
      else
        await transport.sendMail({ envelope: { from: mail.from, to }, raw: rawFirstMail(mail, new Date()) });
    } finally {
      transport.close();
    }
  },
};
