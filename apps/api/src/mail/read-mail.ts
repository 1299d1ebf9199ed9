import { createHash } from 'node:crypto';
import type { JsonObject } from '@dayshift/model';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { htmlToText } from './html-to-text.ts';

/** As `mail-received` promises it to expressions. */
export interface ReceivedMail extends JsonObject {
  messageId: string;
  from: string;
  fromName: string;
  to: string[];
  cc: string[];
  replyTo: string;
  subject: string;
  text: string;
  date: string;
  inReplyTo: string | null;
  references: string[];
  attachments: { name: string; mediaType: string; size: number }[];
}

/** It cannot be read as a mail; the message says why. */
export class UnreadableMail extends Error {
  override name = 'UnreadableMail';
}

const longestText = 100_000;

/** Reads a raw mail into what playbooks see. Throws UnreadableMail. */
export async function readMail(raw: Buffer, receivedAt: number): Promise<ReceivedMail> {
  const email = await parse(raw);
  const [sender] = mailboxes(email.from ? [email.from] : []);
  if (!sender?.address.includes('@')) throw new UnreadableMail('It names no sender.');
  const [replyTo] = mailboxes(email.replyTo);
  return {
    messageId: email.messageId?.trim() || ownMessageId(raw),
    from: sender.address,
    fromName: clean(sender.name) || sender.address,
    to: addresses(email.to),
    cc: addresses(email.cc),
    replyTo: replyTo?.address || sender.address,
    subject: clean(email.subject ?? '').slice(0, 1_000),
    text: textOf(email),
    date: instantOf(email.date, receivedAt),
    inReplyTo: email.inReplyTo?.trim() || null,
    references: (email.references ?? '')
      .split(/\s+/)
      .filter((id) => id !== '')
      .slice(0, 100),
    attachments: email.attachments.slice(0, 100).map(({ filename, mimeType, content }) => ({
      name: clean(filename ?? '') || 'unnamed',
      mediaType: mimeType,
      size: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

async function parse(raw: Buffer): Promise<Email> {
  try {
    const email = await PostalMime.parse(raw, { maxNestingDepth: 32, maxHeadersSize: 262_144 });
    if (email.headers.length > 0) return email;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableMail(`It cannot be parsed: ${reason}`, { cause });
  }
  throw new UnreadableMail('It has no headers.');
}

function textOf({ text, html }: Email): string {
  const words = text?.trim() ? text : html ? htmlToText(html) : '';
  const plain = clean(words.replaceAll('\r\n', '\n'), true);
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain;
}

/** Characters that no reader shows, and half ones, say nothing and hide things. */
function clean(text: string, keepsLines = false): string {
  const visible = text.toWellFormed().replaceAll(keepsLines ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, '');
  return visible.trim();
}

function mailboxes(list: readonly Address[] | undefined): { name: string; address: string }[] {
  return (list ?? []).flatMap((each) => each.group ?? [{ name: each.name, address: each.address }]);
}

function addresses(list: readonly Address[] | undefined): string[] {
  return mailboxes(list)
    .map(({ address }) => address)
    .slice(0, 200);
}

function instantOf(date: string | undefined, receivedAt: number): string {
  const sent = date === undefined ? Number.NaN : Date.parse(date);
  return new Date(Number.isNaN(sent) ? receivedAt : sent).toISOString();
}

/** A mail without an id gets one from its content, so that the same bytes are one mail. */
function ownMessageId(raw: Buffer): string {
  return `<${createHash('sha256').update(raw).digest('hex').slice(0, 32)}@unnamed.invalid>`;
}
