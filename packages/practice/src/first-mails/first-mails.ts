import { readFileSync } from 'node:fs';
import path from 'node:path';

export type FirstMail = {
  /** The file it is in, without its ending. */
  id: string;
  from: string;
  messageId: string;
  /** When it is sent, as a share of the whole time. */
  at: number;
};

/**
 * The mails of the first two minutes. The first three come close together: one that is finished alone, one that asks, and
 * one that gets stuck, so that all there is to see can be seen at once.
 */
export const firstMails: readonly FirstMail[] = [
  aMail('01-refund-small', 'fern@example.org', 0.01),
  aMail('02-how-to-address', 'polly@example.org', 0.04),
  aMail('03-refund-business', 'office@sample-daughters.example.com', 0.09),
  aMail('04-refund-large', 'otis@example.com', 0.15),
  aMail('05-complaint-urgent', 'moira@example.com', 0.25),
  aMail('06-how-to-german', 'joerg@example.org', 0.35),
  aMail('07-spam', 'hello@rank-rocket.example.com', 0.45),
  aMail('08-injection', 'ivan@example.com', 0.55),
  aMail('09-cancel', 'prudence@example.org', 0.66),
  aMail('10-how-to-thread', 'polly@example.org', 0.77),
  aMail('11-bug', 'tess@example.com', 0.88),
  aMail('12-refund-german', 'mara@example.com', 1),
];

/** The MIME text as it goes over the wire: written now, everything else the same every time. */
export function rawFirstMail({ id }: FirstMail, now: Date): string {
  const text = readFileSync(path.join(import.meta.dirname, 'mails', `${id}.eml`), 'utf8');
  return `Date: ${now.toUTCString().replace('GMT', '+0000')}\n${text}`.replace(/\r?\n/g, '\r\n');
}

function aMail(id: string, from: string, at: number): FirstMail {
  return { id, from, at, messageId: `<practice-${id.slice(0, 2)}@example.org>` };
}
