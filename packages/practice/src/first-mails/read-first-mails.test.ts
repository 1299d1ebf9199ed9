import PostalMime, { type Email } from 'postal-mime';
import { expect, it } from 'vitest';
import { readFacts } from '../model/reading/read-facts.ts';
import { firstMails, rawFirstMail } from './first-mails.ts';

const now = new Date('2025-11-21T09:58:00Z');

async function read(id: string): Promise<Email> {
  const mail = firstMails.find((one) => one.id.startsWith(id));
  if (!mail) throw new Error(`There is no mail ${id}.`);
  return PostalMime.parse(rawFirstMail(mail, now));
}

async function factsOf(id: string) {
  const { from, subject, text, html } = await read(id);
  const head = `From: ${from?.name} <${from?.address}>\nSubject: ${subject}`;
  return readFacts(`${head}\n\n${text ?? html?.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, '\n')}`);
}

it('there are twelve, each with its own Message-ID and a sender nobody can own', async () => {
  const mails = await Promise.all(firstMails.map(({ id }) => read(id)));
  expect(mails.map(({ messageId }) => messageId)).toEqual(firstMails.map(({ messageId }) => messageId));
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(12);
  for (const [index, { from, to, date }] of mails.entries()) {
    expect(from?.address).toBe(firstMails[index]?.from);
    expect(from?.address).toMatch(/@([\w-]+\.)*example\.(org|com)$/);
    expect(to?.[0]?.address).toBe('support@dayshift.example');
    expect(date).toBe('2025-11-21T09:58:00.000Z');
  }
});

it.each([
  ['01', 'billing', 24.9, '10423'],
  ['02', 'how_to', undefined, undefined],
  ['03', 'billing', 49, '10442'],
  ['04', 'billing', 186, '10430'],
  ['05', 'complaint', undefined, '10433'],
  ['06', 'how_to', undefined, '10436'],
  ['07', 'spam', undefined, undefined],
  ['09', 'cancel', undefined, undefined],
  ['10', 'how_to', undefined, undefined],
  ['11', 'bug', undefined, undefined],
  ['12', 'billing', 19.9, '10451'],
])('the practice model is sure what mail %s is about: %s', async (id, intent, amount, orderNumber) => {
  const facts = await factsOf(id);
  expect(facts).toMatchObject({ intent, orderNumber, isSuspicious: false });
  expect(facts.money?.amount).toBe(amount);
  expect(facts.confidence).toBeGreaterThan(0.8);
});

it('the mail that gives orders is read for its complaint, is reported, and moves no money', async () => {
  const facts = await factsOf('08');
  expect(facts).toMatchObject({
    intent: 'complaint',
    money: undefined,
    isSuspicious: true,
    orderNumber: '10439',
  });
  expect(facts.confidence).toBeLessThan(0.7);
  expect(facts.text).not.toContain('5000');
});

it('they are as varied as real mail', async () => {
  expect((await read('02')).text).toContain('Café Imaginaire building on Friday – how');
  expect((await read('05')).text).toBeUndefined();
  expect((await factsOf('05')).urgency).toBe(4);
  expect(await factsOf('06')).toMatchObject({ language: 'de', name: 'Jörg Beispiel' });
  expect(await read('10')).toMatchObject({
    inReplyTo: '<practice-02@example.org>',
    references: '<practice-02@example.org>',
  });
  expect((await factsOf('10')).summary).toContain('download the invoice');
  expect((await read('11')).text).toContain('décor');
  const [slip] = (await read('04')).attachments;
  expect(slip).toMatchObject({ filename: 'return-slip-10430.pdf', mimeType: 'application/pdf' });
  expect(Buffer.from(slip?.content as ArrayBuffer).toString()).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/); // the parser's default is a buffer
});
