import { createTransport, type SendMailOptions } from 'nodemailer';
import { expect, it } from 'vitest';
import type { Practice } from '../start-practice.ts';
import { aFolder, anOffice } from '../test-office.ts';
import { noLog } from '../web/practice-log.ts';
import { startMailbox } from './start-mailbox.ts';

function send(smtp: { host: string; port: number }, mail: SendMailOptions) {
  const transport = createTransport({ ...smtp, secure: false });
  return transport
    .sendMail({
      from: 'Support <support@dayshift.example>',
      to: 'polly@example.org',
      subject: 'Your lamp',
      ...mail,
    })
    .finally(() => transport.close());
}

async function mailsOf(practice: Practice) {
  const answer = await fetch(`${practice.urls.mail}/api/mails`);
  return (await answer.json()) as { mails: Record<string, unknown>[] };
}

it('a sent mail is there in full, as JSON and on the page', async () => {
  const practice = await anOffice();
  await send(practice.smtp, {
    subject: 'Grüße, and a lamp',
    text: 'Hello Polly,\n\nit is <b>on</b> its way – soon.',
    inReplyTo: '<practice-02@example.org>',
    attachments: [{ filename: 'plan.txt', content: 'on, off, on' }],
  });
  const { mails } = await mailsOf(practice);
  expect(mails).toEqual([
    expect.objectContaining({
      from: 'support@dayshift.example',
      fromName: 'Support',
      to: ['polly@example.org'],
      recipients: ['polly@example.org'],
      subject: 'Grüße, and a lamp',
      text: 'Hello Polly,\n\nit is <b>on</b> its way – soon.',
      inReplyTo: '<practice-02@example.org>',
      attachments: [{ name: 'plan.txt', mediaType: 'text/plain', size: 11 }],
    }),
  ]);
  const page = await fetch(practice.urls.mail);
  const html = await page.text();
  expect(html).toContain('Practice mailbox: nothing leaves this machine');
  expect(html).toContain('it is &lt;b&gt;on&lt;/b&gt; its way – soon.');
  expect(html).not.toContain('<b>on</b>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('a mail handed over again is a mail again, whatever key it carries: so it is with every mail server', async () => {
  const practice = await anOffice();
  const mail = {
    text: 'Twice.',
    messageId: '<a@dayshift.example>',
    headers: { 'X-Idempotency-Key': 'key-1' },
  };
  await Promise.all([send(practice.smtp, mail), send(practice.smtp, mail)]);
  await send(practice.smtp, { text: 'Another one.' });
  expect(practice.receivedMails().map(({ text }) => text)).toEqual(['Another one.', 'Twice.', 'Twice.']);
  expect(new Set(practice.receivedMails().map(({ id }) => id)).size).toBe(3);
  expect(await (await fetch(practice.urls.mail)).text()).toContain('handed over 2 times');
});

it('says whether it took a mail, by its Message-ID', async () => {
  const practice = await anOffice();
  await send(practice.smtp, { text: 'Hello', messageId: '<a@dayshift.example>' });
  const taken = async (messageId: string) => {
    const query = new URLSearchParams({ messageId });
    return (await fetch(`${practice.urls.mail}/api/taken?${query}`)).json();
  };
  expect(await taken('<a@dayshift.example>')).toEqual({ found: true });
  expect(await taken('<b@dayshift.example>')).toEqual({ found: false });
});

it('mails are still there after a restart', async () => {
  const dataDir = aFolder();
  const first = await anOffice({ dataDir });
  await send(first.smtp, { text: 'First' });
  await first.stop();
  const second = await anOffice({ dataDir });
  await send(second.smtp, { text: 'Second' });
  expect(second.receivedMails().map(({ text }) => text)).toEqual(['Second', 'First']);
});

it('the oldest mails go when the mailbox is full', async () => {
  const place = { host: '127.0.0.1', port: 0, mayMove: true };
  const options = { dataDir: aFolder(), smtp: place, web: place, log: noLog, cap: 3 };
  const mailbox = await startMailbox(options);
  for (const text of ['1', '2', '3', '4', '5']) await send(mailbox.smtp, { text });
  const texts = ['5', '4', '3'];
  expect(mailbox.mails().map((mail) => mail.text)).toEqual(texts);
  await mailbox.stop();
  const again = await startMailbox(options);
  expect(again.mails().map((mail) => mail.text)).toEqual(texts);
  await again.stop();
});

it('a mail that is too large is refused for good', async () => {
  const practice = await anOffice();
  const mail = send(practice.smtp, { text: 'x'.repeat(11 * 1_048_576) });
  await expect(mail).rejects.toMatchObject({ responseCode: 552 });
  expect(practice.receivedMails()).toEqual([]);
});

it('any name and password is accepted', async () => {
  const practice = await anOffice();
  const transport = createTransport({
    ...practice.smtp,
    secure: false,
    auth: { user: 'hiro', pass: 'practice' },
  });
  await transport.sendMail({ from: 'support@dayshift.example', to: 'polly@example.org', text: 'Hello' });
  transport.close();
  expect(practice.receivedMails()).toHaveLength(1);
});

it('a page of another site that resolves to this machine is told nothing', async () => {
  const practice = await anOffice();
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    const asked = request(
      `${practice.urls.mail}/api/mails`,
      { headers: { host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.on('error', reject).end();
  });
  expect(status).toBe(421);
});
