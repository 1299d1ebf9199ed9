import { parentPort } from 'node:worker_threads';
import { readMail, UnreadableMail } from './read-mail.ts';

/** What a reading thread is asked, and what it answers. */
export interface MailToRead {
  id: number;
  raw: Uint8Array;
  receivedAt: number;
}

parentPort?.on('message', async ({ id, raw, receivedAt }: MailToRead) => {
  try {
    parentPort?.postMessage({ id, read: await readMail(Buffer.from(raw), receivedAt) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id, reason, isOurFault: !(error instanceof UnreadableMail) });
  }
});
