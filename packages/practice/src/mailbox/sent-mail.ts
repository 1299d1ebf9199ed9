import { randomUUID } from 'node:crypto';
import PostalMime, { type Address } from 'postal-mime';
import { z } from 'zod';

/** A mail that Dayshift sent, as the practice mailbox keeps it. */
export const sentMailSchema = z.object({
  id: z.string(),
  /** Orders mails of one millisecond too. */
  sequence: z.number(),
  receivedAt: z.string(),
  idempotencyKey: z.string().nullable(),
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  from: z.string(),
  fromName: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** Who it was handed over for, which is what counts for delivery. */
  recipients: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  date: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.number() })),
});
export type SentMail = z.infer<typeof sentMailSchema>;

const maxTextLength = 200_000;

/** Reads raw MIME. Each one that is handed over is a mail of its own, as with any mail server: none knows our keys. */
export async function readSentMail(
  raw: Uint8Array,
  recipients: string[],
): Promise<Omit<SentMail, 'sequence'>> {
  const mail = await PostalMime.parse(raw);
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
  const idempotencyKey = headers['x-idempotency-key'] ?? headers['idempotency-key'] ?? null;
  const messageId = mail.messageId ?? null;
  const from = addressesOf(mail.from ? [mail.from] : [])[0];
  return {
    id: randomUUID().replaceAll('-', '').slice(0, 20),
    receivedAt: new Date().toISOString(),
    idempotencyKey,
    messageId,
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references?.split(/\s+/).filter(Boolean) ?? [],
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    to: addressesOf(mail.to).map(({ address }) => address),
    cc: addressesOf(mail.cc).map(({ address }) => address),
    recipients,
    subject: mail.subject ?? '',
    text: (mail.text ?? textOfHtml(mail.html ?? '')).trimEnd().slice(0, maxTextLength),
    date: mail.date ?? null,
    headers,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'unnamed',
      mediaType: mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
  };
}

function addressesOf(list: Address[] | undefined): { address: string; name: string }[] {
  return (list ?? []).flatMap((entry) =>
    entry.group ? addressesOf(entry.group) : [{ address: entry.address ?? '', name: entry.name }],
  );
}

/** Of the beginning only: an opener without an end costs by the length of what follows it. */
const mostHtml = 20_000;

function textOfHtml(html: string): string {
  return html
    .slice(0, mostHtml)
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|h\d)>/gi, '\n')
    .replace(/<[^<>]*>/g, '');
}
