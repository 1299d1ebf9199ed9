import { createHash } from 'node:crypto';
import type { JsonObject } from '@dayshift/model';
import type { Address, Email } from 'postal-mime';
import { calendarText } from './calendar-text.ts';
import { htmlToText } from './html-to-text.ts';
import { isAutomatic } from './is-automatic.ts';
import { isToMany } from './is-to-many.ts';
import { parseMime } from './parse-mime.ts';
import { undividedBody } from './undivided-body.ts';

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
  isToMany: boolean;
  isAutomatic: boolean;
  attachments: { name: string; mediaType: string; size: number }[];
}

/** A mail, and whether it says when it was sent, so that it can be understood: else its date is when it came in. */
export interface ReadMail {
  mail: ReceivedMail;
  isDated: boolean;
}

/** It cannot be read as a mail; the message says why. */
export class UnreadableMail extends Error {
  override name = 'UnreadableMail';
}

const longestText = 100_000;

/** Reads a raw mail into what playbooks see. Throws UnreadableMail. */
export async function readMail(raw: Buffer, receivedAt: number): Promise<ReadMail> {
  const email = await parse(raw);
  const sentAt = Date.parse(email.date ?? '');
  const isDated = !Number.isNaN(sentAt);
  const [sender] = mailboxes(email.from ? [email.from] : []);
  if (!sender?.address.includes('@')) throw new UnreadableMail('It names no sender.');
  const [replyTo] = mailboxes(email.replyTo);
  const mail = {
    messageId: email.messageId?.trim() || ownMessageId(raw),
    from: sender.address,
    fromName: clean(sender.name) || sender.address,
    to: addresses(email.to),
    cc: addresses(email.cc),
    replyTo: replyTo?.address || sender.address,
    subject: clean(email.subject ?? '').slice(0, 1_000),
    text: textOf(email, raw),
    date: new Date(isDated ? sentAt : receivedAt).toISOString(),
    // Some programs name the whole thread here; the mail that is answered comes first.
    inReplyTo: messageIds(email.inReplyTo)[0] ?? null,
    references: messageIds(email.references).slice(0, 100),
    isToMany: isToMany(email.headers),
    isAutomatic: isAutomatic(email.headers),
    attachments: email.attachments.slice(0, 100).map(({ filename, mimeType, content }) => ({
      name: clean(filename ?? '') || 'unnamed',
      mediaType: mimeType,
      size: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
  return { mail, isDated };
}

/** The parser keeps something for each line: ten million empty ones are four gigabytes. Base64 of 10 MB is 140,000 lines. */
const mostLines = 600_000;

async function parse(raw: Buffer): Promise<Email> {
  if (hasMoreLines(raw)) throw new UnreadableMail(`It has more than ${mostLines} lines.`);
  try {
    const email = await parseMime(raw);
    if (email.headers.length > 0) return email;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableMail(`It cannot be parsed: ${reason}`, { cause });
  }
  throw new UnreadableMail('It has no headers.');
}

function hasMoreLines(raw: Buffer): boolean {
  let lines = 0;
  for (let at = raw.indexOf(0x0a); at >= 0 && lines <= mostLines; at = raw.indexOf(0x0a, at + 1)) lines += 1;
  return lines > mostLines;
}

function textOf(email: Email, raw: Buffer): string {
  const { text, html, attachments } = email;
  const written = text?.trim() ? text : html ? htmlToText(html) : '';
  const words = written || calendarOf(attachments) || undividedBody(email, raw);
  const plain = clean(words.replaceAll('\r\n', '\n'), true);
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain;
}

/** An invitation is often nothing but its calendar part. */
function calendarOf(attachments: Email['attachments']): string {
  const calendar = attachments.find(({ mimeType }) => mimeType === 'text/calendar')?.content;
  if (calendar === undefined) return '';
  return calendarText(typeof calendar === 'string' ? calendar : new TextDecoder().decode(calendar));
}

/** Characters that no reader shows, and half ones, say nothing and hide things. */
function clean(text: string, keepsLines = false): string {
  const visible = text.toWellFormed().replaceAll(keepsLines ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, '');
  return visible.trim();
}

function messageIds(header: string | undefined): string[] {
  return (header ?? '').split(/\s+/).filter((id) => id !== '');
}

function mailboxes(list: readonly Address[] | undefined): { name: string; address: string }[] {
  return (list ?? []).flatMap((each) => each.group ?? [{ name: each.name, address: each.address }]);
}

function addresses(list: readonly Address[] | undefined): string[] {
  return mailboxes(list)
    .map(({ address }) => address)
    .slice(0, 200);
}

/** A mail without an id gets one from its content, so that the same bytes are one mail. */
function ownMessageId(raw: Buffer): string {
  return `<${createHash('sha256').update(raw).digest('hex').slice(0, 32)}@unnamed.invalid>`;
}
