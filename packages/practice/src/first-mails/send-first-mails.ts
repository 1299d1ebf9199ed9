import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { openStateFile } from '../storage/state-file.ts';
import type { Address } from '../web/listen.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import { type FirstMail, firstMails, rawFirstMail } from './first-mails.ts';

export type SendFirstMailsOptions = {
  dataDir: string;
  deliverTo: Address;
  overSeconds: number;
  stopping: AbortSignal;
  log: PracticeLog;
};

const supportAddress = 'support@dayshift.example';
const mostTries = 40;
const retryAfterMs = 1_500;

/**
 * Sends the first mails over SMTP, spread over the time. What was delivered in an earlier life is not sent again, and a
 * mail whose delivery was not noted keeps its Message-ID, so the receiver knows it. Never rejects: a practice mail that
 * cannot be delivered is reported, nothing more.
 */
export async function sendFirstMails(options: SendFirstMailsOptions): Promise<void> {
  const { dataDir, overSeconds, stopping, log } = options;
  const noted = openStateFile(path.join(dataDir, 'first-mails.json'), sentSchema, { sent: [] });
  const open = firstMails.filter(({ id }) => !noted.state.sent.includes(id));
  const [first] = open;
  if (!first) return;
  const began = Date.now();
  const skipped = first.at - (firstMails[0]?.at ?? 0);
  try {
    for (const mail of open) {
      const dueAt = began + (mail.at - skipped) * overSeconds * 1000;
      await delay(Math.max(0, dueAt - Date.now()), undefined, { signal: stopping });
      if (!(await deliver(mail, options))) continue;
      noted.state.sent.push(mail.id);
      await noted.save();
    }
  } catch (error) {
    if (!stopping.aborted) log.warn({ err: error }, 'The first practice mails could not all be sent');
  }
}

const sentSchema = z.object({ sent: z.array(z.string()) });

async function deliver(
  mail: FirstMail,
  { deliverTo, stopping, log }: SendFirstMailsOptions,
): Promise<boolean> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    stopping.throwIfAborted();
    try {
      await handOver(mail, deliverTo);
      return true;
    } catch (error) {
      const isRefused =
        error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
      if (isRefused || attempt === mostTries) {
        log.warn({ err: error, mail: mail.id }, 'A practice mail was not taken');
        return false;
      }
      await delay(retryAfterMs, undefined, { signal: stopping });
    }
  }
  return false;
}

async function handOver(mail: FirstMail, { host, port }: Address): Promise<void> {
  const transport = createTransport({
    ...{ host, port, secure: false, ignoreTLS: true, name: 'practice.example.org' },
    ...{ connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 },
  });
  try {
    const envelope = { from: mail.from, to: supportAddress };
    await transport.sendMail({ envelope, raw: rawFirstMail(mail, new Date()) });
  } finally {
    transport.close();
  }
}
